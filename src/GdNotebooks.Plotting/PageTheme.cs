namespace GdNotebooks.Plotting;

/// <summary>
/// Dark or light as the page around a picture is, whatever the system is. The colours of the page's text decide: no editor,
/// notebook or website need be known by its marks. An image obeys <c>color-scheme</c>, and its <c>prefers-color-scheme</c>
/// follows (seen in Chromium; elsewhere, and where scripts do not run, pictures follow the system). Paper is white.
/// </summary>
internal static class PageTheme
{
    /// <summary>A function of JavaScript: is the text around this element light?</summary>
    public const string IsDark =
        "(e) => { const [r, g, b] = (getComputedStyle(e).color.match(/[\\d.]+/g) || [0, 0, 0]).map(Number); return 0.3 * r + 0.59 * g + 0.11 * b > 127; }";

    /// <summary>A function of JavaScript: calls another one now, at every change of the page's theme or the system's, and (true) before printing.</summary>
    public const string WhenThemed =
        "(f) => { const again = () => f(false); for (const e of [document.documentElement, document.body]) { new MutationObserver(again).observe(e, { attributes: true }); } " +
        "matchMedia('(prefers-color-scheme: dark)').addEventListener('change', again); addEventListener('beforeprint', () => f(true)); addEventListener('afterprint', again); f(false); }";

    /// <summary>Beside each picture of a page; the first one to run looks after all of them, and later ones only look again.</summary>
    public const string Script =
        "<script>(() => { const isDark = " + IsDark + ", whenThemed = " + WhenThemed + ", m = 'data-gd-themed', p = document.documentElement; " +
        "if (p.hasAttribute(m)) { p.setAttribute(m, Number(p.getAttribute(m)) + 1); } else { p.setAttribute(m, 1); whenThemed((printing) => { " +
        "for (const i of document.querySelectorAll('img[data-gd-picture]')) { i.style.colorScheme = !printing && isDark(i.parentNode) ? 'dark' : 'light'; } }); } })();</script>";
}
