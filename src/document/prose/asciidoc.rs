pub(super) fn read(_: &mut super::page::Page<'_>) {}
