using System.Globalization;

namespace GdNotebooks.Plotting;

/// <summary>
/// Thousands of numbers as one picture: each a cell, in reading order, blue below zero and red above, in
/// one block for each named section. The 13,002 components of a gradient fit.
/// </summary>
[TypeFormatterSource(typeof(DisplayFormatterSource))]
public sealed class Strip : Figure
{
    private const double LabelSize = 11;
    private readonly double[] _values;
    private readonly (string Name, int Count)[] _sections;
    private readonly (int Index, string Label)[] _marked;
    private readonly int _columns;

    private readonly double? _logFrom;

    internal Strip(IEnumerable<double> values, IEnumerable<(string Name, int Count)>? sections, IEnumerable<(int Index, string Label)>? marked, double? limit, int columns, double? logFrom)
    {
        ArgumentNullException.ThrowIfNull(values);
        _values = [.. values];
        _sections = sections?.ToArray() ?? [("", _values.Length)];
        _marked = marked?.ToArray() ?? [];
        _columns = columns;
        _logFrom = logFrom;
        if (logFrom is <= 0 or double.NaN or double.PositiveInfinity)
        {
            throw new ArgumentException($"A logarithmic scale cannot begin at {Numbers.Short(logFrom.Value)}: a positive number can.", nameof(logFrom));
        }

        Colours = ColourScale.Over(Scale.Diverging, _values, limit);
        if (_sections.Sum(s => s.Count) != _values.Length || _sections.Any(s => s.Count < 0))
        {
            throw new ArgumentException($"The sections hold {_sections.Sum(s => s.Count)} values together, and there are {_values.Length}.", nameof(sections));
        }

        if (columns is < 1 or > 2000)
        {
            throw new ArgumentException($"{columns} cells a row cannot be drawn: 1 to 2000 can.", nameof(columns));
        }

        if (_marked.Any(m => m.Index < 0 || m.Index >= _values.Length))
        {
            throw new ArgumentException($"A marked index lies outside 0 to {_values.Length - 1}.", nameof(marked));
        }

        Height = (int)Math.Clamp(Math.Ceiling(90 + Blocks(3).Sum(b => b.Height + 10)), 140, 1600);
    }

    private ColourScale Colours { get; }

    internal override string Summary()
    {
        var range = new Extent();
        foreach (double value in _values)
        {
            range.Include(value);
        }

        string values = range.IsEmpty ? "" : $", {Numbers.FromTo(range.Min, range.Max)}";
        string sections = string.Join(", ", _sections.Where(s => s.Name.Length > 0).Select(s => string.Create(CultureInfo.InvariantCulture, $"{s.Name} ({s.Count})")));
        string scale = _logFrom is { } c ? $" on a scale that is logarithmic beyond ±{Numbers.Short(c)}" : "";
        string marked = string.Join(", ", _marked.Take(12).Select(m => $"{m.Label} ({Numbers.Short(_values[m.Index])})"));
        return $"{_values.Length} values as coloured cells{scale}{values}" + (sections.Length == 0 ? "" : $"; sections: {sections}") + (marked.Length == 0 ? "" : $"; marked: {marked}") + ".";
    }

    internal override IEnumerable<Row> Data() => _sections.SelectMany(s => Enumerable.Repeat(s.Name, s.Count))
        .Select((section, i) => new Row(("section", section), ("index", i), ("value", _values[i]), ("mark", _marked.FirstOrDefault(m => m.Index == i).Label ?? "")));

    internal override double HeightAt(double width) => Height / Magnification;

    internal override string? WhyNoXPlot => "XPlot has no chart for a strip of numbers.";

    internal override void Draw(Canvas canvas, Box area, double titleSize = LargeTitle)
    {
        double top = DrawTitle(canvas, area, titleSize);
        if (_values.Length == 0)
        {
            canvas.Text(area.Centre, "nothing to show", 12, Palette.Muted, Anchor.Middle);
            return;
        }

        double names = _sections.Max(s => Math.Max(TextWidth.Of(s.Name, LabelSize + 1, true), s.Name.Length == 0 ? 0 : TextWidth.Of(Count(s.Count), LabelSize)));
        double left = area.Left + (names == 0 ? 0 : names + 12), right = area.Right - 62;
        double cell = (right - left) / _columns;
        var colours = Colours.In(canvas.Theme);

        // What is left of the height is shared out: a row of two lonely values must still be seen.
        var gaps = Gaps().ToArray();
        double room = area.Bottom - top - gaps.Sum(), natural = Blocks(1).Sum(b => b.Height);
        double rowHeight = room / natural, first = top;
        int from = 0;
        foreach (var (section, height, gap) in _sections.Zip(Blocks(rowHeight).Select(b => b.Height), gaps))
        {
            int start = from, rows = (section.Count + _columns - 1) / _columns, columns = Math.Min(_columns, section.Count);
            if (section.Count > 0)
            {
                var box = new Box(left, top, cell * columns, height);
                canvas.Image(box, Png.Of(columns, rows, (x, y) =>
                    (y * _columns) + x is var k && k < section.Count && double.IsFinite(_values[start + k]) ? colours[Shade(_values[start + k])] : null));
                canvas.Text(new(area.Left, top + Math.Min(10, (height / 2) + 4)), section.Name, LabelSize + 1, Palette.Text, bold: true);
                if (height > 26)
                {
                    canvas.Text(new(area.Left, top + 24), Count(section.Count), LabelSize, Palette.Muted);
                }

                Mark(canvas, box, start, section.Count, cell, height / rows);
            }

            from += section.Count;
            top += height + gap;
        }

        double foot = Math.Min(area.Bottom, first + 200);
        if (_logFrom is null)
        {
            ColourBar.Draw(canvas, colours, [], right + 14, first, foot);
        }
        else
        {
            ColourBar.DrawWithTicks(canvas, colours, [.. LogTicks().Select(v => (Shade(v), Numbers.Short(v)))], right + 14, first, foot);
        }
    }

    // A value in the units of a linear scale of the same ends: small ones as they are, large ones by their
    // logarithm, so that a hundredth of the largest can still be told from nothing.
    private double Shade(double value) => _logFrom is not { } c
        ? value
        : Math.Sign(value) * Colours.High * Settled.LogPart(1 + (Math.Abs(value) / c), 1, 1 + (Colours.High / c));

    // Zero, and the powers of ten from where the scale bends to its ends.
    private IEnumerable<double> LogTicks()
    {
        int lowest = Settled.PowerAbove(_logFrom!.Value), highest = Settled.PowerBelow(Colours.High);
        var powers = Enumerable.Range(lowest, Math.Max(0, highest - lowest + 1)).Select(Settled.PowerOfTen).ToList();
        return [.. powers.Select(p => -p).Reverse(), 0, .. powers];
    }

    private void Mark(Canvas canvas, Box box, int start, int count, double width, double height)
    {
        foreach (var (index, label) in _marked.Where(m => m.Index >= start && m.Index < start + count))
        {
            int row = (index - start) / _columns, column = (index - start) % _columns;
            var at = new Pixel(box.Left + ((column + 0.5) * width), box.Top + ((row + 0.5) * height));

            // The cells are the same on any paper and of any shade: ring and label bring paper of their own.
            canvas.Circle(at, 5, Palette.Paper, new(Palette.Paper, 4), opacity: 0);
            canvas.Circle(at, 5, Palette.Paper, new(Palette.Text, 1.5), opacity: 0);
            double end = box.Left + (width * _columns);
            string words = TextWidth.Fit(label, end - box.Left, LabelSize);
            double w = TextWidth.Of(words, LabelSize);

            // Beside a short block, where there is room; below a long one, at the end of a line that leads there.
            double from = box.Right + 9, middle = at.Y;
            if (from + w > end)
            {
                from = Math.Clamp(at.X + 6, box.Left, Math.Max(box.Left, end - w));
                middle = box.Bottom + 9;
                canvas.Line(new(at.X, at.Y + 5), new(at.X, middle + 4), new(Palette.Paper, 3));
                canvas.Line(new(at.X, at.Y + 5), new(at.X, middle + 4), new(Palette.Text, 1.2));
            }

            canvas.Text(new(from, middle + 4), words, LabelSize, Palette.Text, halo: true);
        }
    }

    // Between two blocks, and below the last one; more where the label of a marked value stands there.
    private IEnumerable<double> Gaps()
    {
        int from = 0;
        for (int s = 0; s < _sections.Length; s++)
        {
            int start = from, count = _sections[s].Count;
            from += count;
            bool label = count >= _columns && _marked.Any(m => m.Index >= start && m.Index < start + count);
            yield return label ? 22 : s < _sections.Length - 1 ? 10 : 0;
        }
    }

    private static string Count(int count) => count.ToString("#,0", CultureInfo.InvariantCulture);

    // Even a section of one row gets the height of five, so that its values can be told apart.
    private IEnumerable<(int Rows, double Height)> Blocks(double rowHeight) =>
        _sections.Select(s => (Rows: (s.Count + _columns - 1) / _columns, 0)).Select(s => (s.Rows, s.Rows == 0 ? 0 : Math.Max(s.Rows, 5) * rowHeight));
}
