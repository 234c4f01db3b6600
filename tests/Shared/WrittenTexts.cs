using System.Text.Json;

namespace GdNotebooks.Tests.Plotting;

/// <summary>Every text of a figure as a browser writes it, with the letters that it has: does it stay inside, and clear of the others?</summary>
internal static class WrittenTexts
{
    private sealed record Written(string Figure, string Text, double Left, double Top, double Right, double Bottom, bool Turned, double Width, double Height);

    /// <summary>How many texts there are, and what is wrong with them.</summary>
    /// <param name="figures">The pictures by their names.</param>
    public static (int Count, IReadOnlyList<string> Faults) In(IEnumerable<(string Name, string Svg)> figures)
    {
        string pictures = string.Concat(figures.Select(f => $"<div data-name=\"{f.Name}\">{f.Svg}</div>"));
        string json = Browser.Run($$"""
            <!doctype html><meta charset="utf-8"><body style="margin:0">{{pictures}}<pre id="result"></pre><script>
            const found = [];
            for (const div of document.querySelectorAll('div[data-name]')) {
              const svg = div.querySelector('svg'), frame = svg.getBoundingClientRect();
              for (const text of svg.querySelectorAll('text')) {
                const box = text.getBBox(), matrix = text.getCTM(), around = text.getBoundingClientRect();
                found.push({ Figure: div.dataset.name, Text: text.textContent, Left: around.left - frame.left, Top: around.top - frame.top,
                  Right: around.right - frame.left, Bottom: around.bottom - frame.top, Turned: Math.abs(matrix.b) > 1e-6 || box.width === 0, Width: frame.width, Height: frame.height });
              }
            }
            document.getElementById('result').textContent = JSON.stringify(found);
            </script></body>
            """);
        var texts = JsonSerializer.Deserialize<Written[]>(json)!;
        var outside = texts.Where(t => t.Left < 0 || t.Top < 0 || t.Right > t.Width || t.Bottom > t.Height)
            .Select(t => $"{t.Figure}: \"{t.Text}\" {t.Left:0} {t.Top:0} {t.Right:0} {t.Bottom:0}");

        // Letters fill some three quarters of the line they are measured with: two lines may share a pixel or two.
        var collisions =
            from figure in texts.Where(t => !t.Turned).GroupBy(t => t.Figure)
            from pair in figure.SelectMany((a, i) => figure.Skip(i + 1).Select(b => (A: a, B: b)))
            where pair.A.Left < pair.B.Right - 0.5 && pair.B.Left < pair.A.Right - 0.5 && pair.A.Top < pair.B.Bottom - 2.5 && pair.B.Top < pair.A.Bottom - 2.5
            select $"{figure.Key}: \"{pair.A.Text}\" and \"{pair.B.Text}\"";
        return (texts.Length, [.. outside, .. collisions]);
    }
}
