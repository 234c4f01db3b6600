using System.Net;
using System.Security.Cryptography;
using System.Text;

namespace GdNotebooks.Runner;

/// <summary>A page with every figure, its caption, and the notebook and cell it comes from.</summary>
internal static class Gallery
{
    public const string FileName = "index.html";

    private const string Style = """
        :root { color-scheme: light dark; --ink: #1d2126; --quiet: #5a646f; --page: #fbfbfa; --line: #dcdfe3; }
        @media (prefers-color-scheme: dark) { :root { --ink: #e8eaed; --quiet: #a3acb6; --page: #17191c; --line: #353a40; } }
        body { margin: 0 auto; max-width: 1400px; padding: 1.5rem; background: var(--page); color: var(--ink); font: 16px/1.5 system-ui, sans-serif; }
        h1 { font-size: 1.6rem; margin: 0 0 .5rem; }
        h2 { font-size: 1.25rem; margin: 2.5rem 0 .75rem; border-bottom: 1px solid var(--line); padding-bottom: .35rem; }
        nav a { color: inherit; margin-right: 1rem; white-space: nowrap; }
        section { display: grid; gap: 1.75rem; grid-template-columns: repeat(auto-fill, minmax(min(100%, 400px), 1fr)); align-items: start; }
        figure { margin: 0; }
        .live { grid-column: 1 / -1; }
        img { max-width: 100%; height: auto; display: block; border-radius: 6px; }
        figcaption { padding-top: .5rem; }
        figcaption p { margin: 0; }
        .place { color: var(--quiet); font-size: .875rem; }
        a { color: inherit; }
        summary { cursor: pointer; font-size: .875rem; }
        details p { display: flex; gap: .5rem; align-items: center; padding-top: .35rem; }
        code { overflow-x: auto; white-space: nowrap; min-width: 0; font-size: .8125rem; }
        button { flex: none; font: inherit; font-size: .8125rem; }
        """;

    // Where a page may not reach the clipboard the line is selected at least.
    private const string Copy = """
        document.addEventListener('click', async event => {
          const button = event.target.closest('button'), line = button?.previousElementSibling;
          if (line?.tagName !== 'CODE') { return; }
          getSelection().selectAllChildren(line);
          try { await navigator.clipboard.writeText(line.textContent); } catch { document.execCommand('copy'); }
          button.textContent = 'Copied';
        });
        """;

    /// <summary>
    /// The page. It runs no script but the one that copies a line and those of its playgrounds, each named by its
    /// hash, and fetches nothing but the pictures beside it, and says so to the browser.
    /// </summary>
    /// <param name="results">The notebooks.</param>
    /// <param name="files">The names of the files that were written.</param>
    public static string Page(IReadOnlyList<NotebookResult> results, IReadOnlySet<string> files)
    {
        var shown = results.Select(result => (result.Notebook, Items: result.Figures.DistinctBy(f => f.Figure.Name)
            .Where(f => files.Contains(ResultFiles.FileNameOf(result.Notebook, f.Figure.Name))).ToList())).Where(chapter => chapter.Items.Count > 0).ToList();
        var scripts = shown.SelectMany(chapter => chapter.Items).Select(item => item.Figure.LiveScript).OfType<string>().Prepend(Copy).Distinct().Select(Hash);
        return $"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src 'self'; style-src {Hash(Style)}; script-src {string.Join(' ', scripts)}; base-uri 'none'; form-action 'none'">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>Figures of the gradient descent workbook</title>
            <style>{Style}</style>
            </head>
            <body>
            <main>
            <h1>Figures of the gradient descent workbook</h1>
            <nav aria-label="Chapters">{string.Join('\n', shown.Select(chapter => $"""<a href="#{Escape(chapter.Notebook.Name)}">{Escape(chapter.Notebook.Title)}</a>"""))}</nav>
            {string.Join('\n', shown.Select(chapter => Chapter(chapter.Notebook, chapter.Items)))}
            </main>
            <script>{Copy}</script>
            </body>
            </html>

            """;
    }

    private static string Chapter(Notebook notebook, List<(int Cell, NamedFigure Figure)> items)
    {
        var parameters = Parameters.Of(notebook);
        return $"""
        <h2 id="{Escape(notebook.Name)}">{Escape(notebook.Title)}</h2>
        <section>
        {string.Join('\n', items.Select(item => Item(notebook, item.Cell, item.Figure, parameters)))}
        </section>
        """;
    }

    private static string Item(Notebook notebook, int cell, NamedFigure figure, IReadOnlyDictionary<string, string> parameters)
    {
        string file = ResultFiles.FileNameOf(notebook, figure.Name), name = Path.GetFileNameWithoutExtension(file);
        string own = parameters.Count == 0 ? "" : $"""

            <p>Its chapter takes numbers of your own ({Escape(string.Join(", ", parameters.Select(one => $"{one.Key}, {one.Value}")))}):</p>
            {Line($"figures --only \"{name}\"{string.Concat(parameters.Select(one => $" --set {one.Key}=…"))}", "command")}
            """;
        return FormattableString.Invariant($"""
            <figure id="{Escape(name)}"{(figure.LiveKey is null ? "" : " class=\"live\"")}>
            {(figure.LiveKey is null ? $"<a href=\"{Address(file)}\">{Picture(file, figure)}</a>" : Live(figure, Picture(file, figure)))}
            <figcaption><p>{Escape(figure.Caption)}</p><p class="place"><a href="{Address(file)}">{Escape(file)}</a>: {Escape(Path.GetFileName(notebook.Path))}, code cell {cell}</p>
            <details><summary>For your notes</summary>
            {Line($"![{figure.Caption.Replace("[", "\\[", StringComparison.Ordinal).Replace("]", "\\]", StringComparison.Ordinal)}]({file})", "Markdown")}
            {Line($"\\includegraphics[width=\\linewidth]{{{name}}}", "LaTeX")}{own}
            </details></figcaption>
            </figure>
            """);
    }

    private static string Line(string text, string what) => $"""<p><code tabindex="0">{Escape(text)}</code><button type="button" aria-live="polite">Copy {what}</button></p>""";

    private static string Picture(string file, NamedFigure figure) => FormattableString.Invariant(
        $"<img src=\"{Address(file)}\" alt=\"{Escape(figure.Caption)}\" width=\"{figure.Width}\" height=\"{figure.Height}\" loading=\"lazy\">");

    // Not inside a link: once it is alive the picture is gone, and a link with nothing in it would stay.
    private static string Live(NamedFigure figure, string picture) =>
        $"<div data-gd-playground=\"{figure.LiveKey}\">{picture}</div><script>{figure.LiveScript}</script>";

    private static string Hash(string text) => $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}'";

    private static string Address(string file) => Escape("./" + Uri.EscapeDataString(file));

    private static string Escape(string text) => WebUtility.HtmlEncode(Printable.Of(text));
}
