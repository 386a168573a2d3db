//! Django's models. (<https://docs.djangoproject.com/en/stable/ref/models/fields/>)

use super::python::{self, Assigned, Call, Class, Classes, Own, last};
use super::{Column, Found};
use crate::fact::extract::migration::language::code::Code;
use crate::fact::migration::Name;

/// The models of a file, and the abstract classes that they are made of.
pub(super) fn read(bytes: &[u8]) -> Vec<Found> {
    let Some(code) = python::parse(bytes) else { return Vec::new() };
    let classes = python::classes(&code);
    let mut known = Classes::default();
    let mut found = Vec::new();
    for class in &classes {
        let own = own(&code, class);
        if !is_model(&code, class, &own, &known) {
            continue;
        }
        let (fields, others) = known.add(&class.name, own);
        let has_table = !["abstract", "proxy", "app_label"].iter().any(|name| meta(&code, class, name).is_some())
            && meta(&code, class, "managed") != Some("False")
            && !fields.is_empty();
        found.push(Found {
            name: class.name.clone(),
            span: class.span,
            table: table(&code, class),
            has_table,
            fields,
            others,
        });
    }
    found
}

/// What `Meta` says, unless it is `False`.
fn meta<'a>(code: &Code<'a>, class: &Class<'_>, name: &str) -> Option<&'a str> {
    let value = class.meta.iter().find(|one| one.name == name)?.value?;
    Some(code.text(value)).filter(|text| *text != "False" || name == "managed")
}

fn table(code: &Code<'_>, class: &Class<'_>) -> Option<Name> {
    let value = class.meta.iter().find(|one| one.name == "db_table")?.value?;
    python::string(code, value).map(|name| Name::dotted(&name.replace('"', "")))
}

/// Whether a class is a model by its bases, or by where its fields come from.
fn is_model(code: &Code<'_>, class: &Class<'_>, own: &Own, known: &Classes) -> bool {
    let is_base = |base: &String| {
        let name = last(base);
        name.ends_with("Model") || matches!(name, "AbstractUser" | "AbstractBaseUser") || known.contains(name)
    };
    let is_from_models = |assigned: &Assigned<'_>| {
        let call = assigned.value.and_then(|value| python::call(code, value));
        call.is_some_and(|call| call.callee.starts_with("models.") && is_column(call.last()))
    };
    class.bases.iter().any(is_base) || !own.fields.is_empty() && class.assigned.iter().any(is_from_models)
}

fn own(code: &Code<'_>, class: &Class<'_>) -> Own {
    let (mut fields, mut others) = (Vec::new(), Vec::new());
    for assigned in &class.assigned {
        match assigned.value.and_then(|value| python::call(code, value)).and_then(|call| field(code, call)) {
            // A link to the parent, and a field that is made of others, may have no column of their own.
            Some(call) if is_made_of_others(code, &call) => others.push(assigned.name.clone()),
            Some(call) if is_column(call.last()) => fields.push(column(code, assigned, &call)),
            // These are tables of their own, or nothing at all.
            Some(_) => {}
            None => others.push(assigned.name.clone()),
        }
    }
    Own { bases: class.bases.clone(), fields, others, is_inherited: meta(code, class, "abstract").is_some() }
}

/// Whether a field only joins others (`MoneyField(amount_field="net")`), or is the one that leads to the model it inherits from.
fn is_made_of_others(code: &Code<'_>, call: &Call<'_>) -> bool {
    let keywords = call.arguments.iter().filter(|one| one.kind() == "keyword_argument");
    let mut names = keywords.map(|one| code.field(*one, "name"));
    let is_own = call.callee.starts_with("models.");
    names.any(|name| name == "parent_link" || !is_own && name.ends_with("_field"))
}

/// The call that makes a field: itself, or what it wraps (`deprecate_field(models.CharField())`).
fn field<'t>(code: &'t Code<'_>, call: Call<'t>) -> Option<Call<'t>> {
    if is_field(call.last()) {
        return Some(call);
    }
    call.first().and_then(|inner| python::call(code, inner)).filter(|inner| is_field(inner.last()))
}

fn is_field(name: &str) -> bool {
    name.ends_with("Field") && name != "Field" || is_key(name) || name.starts_with("Generic")
}

fn is_key(name: &str) -> bool {
    name.ends_with("ForeignKey") || name.ends_with("OneToOneField") || name == "ParentalKey"
}

/// Whether a field of this class is a column.
fn is_column(name: &str) -> bool {
    is_field(name) && !name.starts_with("Generic") && !name.ends_with("ManyToManyField") && name != "ImageSpecField"
}

fn column(code: &Code<'_>, assigned: &Assigned<'_>, call: &Call<'_>) -> Column {
    let column = Column::new(&assigned.name, assigned.span);
    match call.keyword(code, "db_column").and_then(|value| python::string(code, value)) {
        Some(name) => column.called(name),
        None if is_key(call.last()) => column.called(format!("{}_id", assigned.name)),
        None => column,
    }
}

#[cfg(test)]
mod tests {
    use super::read;
    use crate::fact::extract::migration::model::testing::shown;

    #[test]
    fn a_field_is_a_column_unless_it_is_a_table() {
        let text = b"from django.db import models
class Order(models.Model):
    STATES = [('new', 'New')]
    number: int = models.CharField(max_length=9)
    city = models.TextField(db_column='town')
    buyer = models.ForeignKey('User', models.CASCADE)
    shop = TreeForeignKey(Shop, on_delete=models.CASCADE, db_column='shop')
    tags = models.ManyToManyField(Tag)
    target = GenericForeignKey('a', 'b')
    old = deprecate_field(models.IntegerField())
    price = MoneyField(amount_field='net', currency_field='currency')
    parent = models.OneToOneField(Base, models.CASCADE, parent_link=True)
    note = (models.TextField())
    if DEBUG:
        trace = models.TextField()
    made = something()
    class Meta:
        db_table = 'orders'
";
        assert_eq!(
            shown(&read(text)),
            ["Order(orders): number town=city buyer_id=buyer shop old note | STATES price parent made trace"]
        );
    }

    #[test]
    fn what_has_no_table_of_its_own_passes_its_fields_on() {
        let text = b"from django.db import models
class Named(models.Model):
    name = models.TextField()
    class Meta:
        abstract = True
class Cat(Named):
    paws = models.IntegerField()
    class Meta(Named.Meta):
        abstract = False
class Tom(Cat):
    class Meta:
        proxy = True
class View(models.Model):
    a = models.IntegerField()
    class Meta:
        managed = False
";
        assert_eq!(shown(&read(text)), ["[Named: name]", "Cat: paws name", "[Tom: ]", "[View: a]"]);
    }

    #[test]
    fn forms_and_serializers_are_no_models() {
        let text = b"from django import forms
class A(forms.ModelForm):
    name = forms.CharField()
class B(serializers.ModelSerializer):
    name = serializers.CharField()
class C(BaseModel):
    name: str = Field(1)
class D(Page):
    name = models.CharField()
";
        assert_eq!(shown(&read(text)), ["[C:  | name]", "D: name"]);
    }
}
