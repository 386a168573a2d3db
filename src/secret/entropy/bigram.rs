//! Whether letters follow each other as people write them, or as chance does.
//!
//! A table of all pairs tells how much more often a pair occurs in a string drawn by lot from 62 letters and digits (and a mark now
//! and then) than in words of source code and prose. It was counted over 1.2 million different words of at least six characters out of
//! public source trees, those with more than a third digits left out.

/// How much the pairs of `value` speak for chance, on the average, in eighths of a bit: about 20 for letters and digits drawn by lot,
/// 12 where they are all of one case, 5 for letters of one case or hex digits, -12 for identifiers.
pub(in crate::secret) fn mean(value: &[u8]) -> i32 {
    let count = value.len().saturating_sub(1).max(1);
    let Some((first, rest)) = value.split_first() else { return 0 };
    let mut row = usize::from(CLASS[usize::from(*first)]);
    let mut sum = 0;
    for byte in rest {
        let class = usize::from(CLASS[usize::from(*byte)]);
        sum += i32::from(PAIRS[row << 6 | class]) - ZERO;
        row = class;
    }
    sum / i32::try_from(count).unwrap_or(i32::MAX)
}

/// Letters stand for themselves, digits for each other, and so do all else.
const fn class(byte: u8) -> usize {
    match byte {
        b'a'..=b'z' => (byte - b'a') as usize,
        b'A'..=b'Z' => (byte - b'A') as usize + 26,
        b'0'..=b'9' => 52,
        _ => 53,
    }
}

/// The class of each byte.
static CLASS: [u8; 256] = {
    let mut classes = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        classes[byte] = class(byte as u8) as u8;
        byte += 1;
    }
    classes
};

/// [`EIGHTHS`] in one piece, its rows 64 bytes apart.
static PAIRS: [u8; 54 << 6] = {
    let mut pairs = [0; 54 << 6];
    let mut row = 0;
    while row < 54 {
        let mut column = 0;
        while column < 54 {
            pairs[row << 6 | column] = EIGHTHS[row][column];
            column += 1;
        }
        row += 1;
    }
    pairs
};

/// What stands for no evidence in the table.
const ZERO: i32 = 80;

/// By the first of a pair, then by the second: log2 of the two frequencies' ratio, in eighths, as a printable byte.
#[rustfmt::skip]
const EIGHTHS: [&[u8; 54]; 54] = [
    b"_G<@iXFoIy[<C<tEf<?3OV]SSc||w||||||||||||y|ymy||||||vO",
    b"<SNQ<WQ]?Nc4QMBMsFJG;g`bKzg{lrimnxt|||o{{n|qas||w|||eB",
    b"<YO]:Qd<I|=CLS8McHM;K]ngT|q{ltuy||x|{|xy|r|toq||y|||pB",
    b"@QTD1_^m;frJLgFMdCI]I[_ZY|^aYca`lj`stdcbd]|Z[]lj`|||o;",
    b"E[CAMNMm_uqHJ<`NS6:;[LZHXzbk^ffguncywkgkkb|d_dqnd|||u@",
    b"AePQC@Pd3sdAX]<Sh?8JJrOXR|sxowsz|yv||wxqvu|smqx|m|||mC",
    b"IMV_/TML@|tJNGKQs?CTBfkfbzaf]dcdusetweekmbyd^cuni|y|l=",
    b"6]NM3]op?|^_XV;_bIUEOiG|DdbhXaaftoatvgb_g`qa[bgli|||a@",
    b"MS@DFID|f|kBG2:IjH?9lM]T|N||||||||||||||||||y|||||||vP",
    b"<NZU/Fd]Hd]cN]9Vcb8YA`Zokead_hdgmkagrfdchkf`ldldliaebI",
    b"KHYT1]WfA{pO[QQUeZ>FHY`paxdlaebenkewvgenec{c]bqqj||tm5",
    b"<YRF2[^u8|U>]j9ZycLEGVlMN|kpfmlm|um||smtni|hegwur|||hB",
    b"4ILI4Z_j>|iFGb@;j]FLMV]]Y|owhpmp|{pz|ppuvi|mglzpu|||nC",
    b"BgC<<@=iBrOR]KBZl[A6ORp_`xcg]cdewfcwxkcfi^|b]^oqf|||sD",
    b"RR?C_NOpWcRDB2GCv7ID?NG``tqu_orx||t{|vrxzp|qisq{z||||K",
    b":bIM8S_HF|X@Vb;Cn;FAI[[kX|r{gqmu|wo||tpwsn|lfq|zt|||k@",
    b"]`HP>Y]jUy^AMXPJlYHR,kei{nsxnoqyrxx|yvtmvsrxlqtstvyyk8",
    b";`IN2TRq=|TUKP<UYHD>OOhKI|hj]lkgwsg||nlong|hbeuvm|||wC",
    b"LXEY6]XH@qMVT]GFfY@3JbPlPf_i]gadxqb|yjf_gb|d_cmrg|||l>",
    b"<`L^5^iB:|mQZdAUs>FLLq[LI{]gXcbckibrteahh]|]Z_mmg|||m<",
    b"MILL=JPtJ|x;@8Z<|99:rt|[|v||||||||||||||||||||||||||{R",
    b"7ZOT,H`a8|rEJXORt[LZYlt_n|w|u|w|||w||xz|uy|nzu|u{|||]B",
    b";^TT@[fN9|i@HC?ZS<FVrr`gz|dn_iahppgzrmijnfzcbgrpq|uzc9",
    b"J]HPIDJiH|qVUca>VWF8bspFYycc]fdavoi{wkhmkdtgdhrts|||W5",
    b"Y[R[Qals[|vNM>S4z[?FkoW|l^WZNWY]beUdn[W[]VvVNVc]Zzvwm5",
    b"?cZR&je^Fmi]`^Degh^h?nnfOPbeipeirrefpjjjemtgmdmnnlpehL",
    b"|jZ[|ro|w||[rSuS|X^_Woq||qaH<A]XCkOta@F@pF^>>7LYbFYdmF",
    b"N|z|K|ozR||Z||S||Z|{K|{|Vz?QJNAPLl@_`;QBIOfIMF?kW_Qf^?",
    b"Q|||fv|Wt||Nq|?||]bqY|||z|@WLXEEgDJ|GGBK;JaIG=W_me`rk=",
    b"Rt||E|||O||||tU||fw|b||{s|DMMF4Zbh=gwPDcKK`@MOLY_U]mi9",
    b"x||r|||||||ceQ||n^qx|c|P||J[GDJMDn_wsIL;WNQ9>=[GgHYyi;",
    b"N|||f|||H||[|xJ||To|X|||||E`JKIBAb;xl=QbCPiD=CLhG^]jj?",
    b"czz|K||u]||`|z`y|My|k|||||LDM`8XSQJ|oMDPSKoEGPVdo_n_`3",
    b"G||xN|||U|||||S||y{Ud|||ds;[II?Ujl9vWaYSDXhISCXhAz;V`=",
    b"||z^|dk|||||[F|u||Tb||||||QSB=JCFzS||GG5?FbKC@jRWM|KjE",
    b";ejJKji_]c_`N]ESde4_UVPig`ATY]CMcaOgZ`N`CS^a?UDcUgd^_J",
    b"_sw|Dz|uS{yxscbwyoq|Z{r{|vURTX7a]fF|cYXPWWkUEARCRddue2",
    b"V||{X|||K|||||L|||u|{|||||<QOL7XSl=|MDY_=RoXNDOPgKZv]<",
    b"H|urM|||Y|||||T|||u|]p||d|2MD@?X[b<|hMOeCDnTEGSU`_n|k?",
    b"N|||T|||r|||||H|||{zZx||||AcFB?@BfCsKP`LDSk^I6LPoMh|j=",
    b"|[l||[||w||w|V|N|[wl`as|||OTB@RCSp[{XEE6LCl7IFBPE^r|pD",
    b"G|||]||mk|h^||Q||Dp|]|||p|>ZCK<NWBF|RGNa?Ig@IDQUUch|d=",
    b"wypptwnxmpl_rqjrwvknFxhpqrWZ?U@Q`fQsXAE[NKh]EO6dVijna5",
    b"a|||A|||r|||||`|||||[||d||@XHM5MWoD|`JKXBQXFF@TQi@R|e=",
    b"b|[|H||UY|qjyoV[uzmLZrs|]|OUCV:WSEApDWP]OHdKE6M`OePdh>",
    b"]|||I||Y`|||||U||Yn|u|rgV|;[I[<[cEB|bGXbGOe?GMIi[@H|j9",
    b"||xs||{|s{|pyL|W|XJh|||z|{QPKM@FOpP|x>@9_?rB5<fivSsyrH",
    b"D|usM||wRzpomy`t||tza||{rt>^ON2E]XAvqCFUVM`RMV`ip_mwT=",
    b"S{|vL|zC>{|nwwYz|Uvx|||m||C[MPFTib>vh@=JGUZ?LU^lknzza9",
    b"|||x|ym{w|||j||x|||x||||||STKIOHCcOrvXQ^WGUTF>jgbEfyW1",
    b"Zwtvmxwwjvruktjw|xsxnvwyurZdP_S_ozZswVR?]0s^@H^c^fjoe2",
    b"_iklQljfRgecdeWimkglgmikcgKiTN'a[fWkm``cOacc[`LeVUa]a<",
    b"]`Y_S_ahdlQ^dkr`mkacekqKvua^ZeSdSfhsS[Ygl_nd`_ikoPwsD5",
    b"IMCHKJQSGl`MIOPF_EAGUTTd|uKQDLLMWUKvePGUTHaFDH[TXe||g]",
];

#[cfg(test)]
mod tests {
    use super::mean;

    #[test]
    fn chance_is_told_from_words() {
        for word in ["authentication_provider", "getPasswordFromUser", "kubernetes-dashboard", "HTTP_SERVER_TIMEOUT"] {
            assert!(mean(word.as_bytes()) < -4, "{word}: {}", mean(word.as_bytes()));
        }
        for lot in ["kT9vQx2LmZ8rWb4N", "x7f2kq9zv4m1c8wj3h", "WqZxVbKjTfRgLpXz"] {
            assert!(mean(lot.as_bytes()) > 6, "{lot}: {}", mean(lot.as_bytes()));
        }
        assert_eq!((mean(b""), mean(b"a")), (0, 0));
    }
}
