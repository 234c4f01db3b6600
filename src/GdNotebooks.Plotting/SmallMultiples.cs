namespace GdNotebooks.Plotting;

/// <summary>Several figures in one, in rows; charts share their axes, so that what looks larger is larger.</summary>
[TypeFormatterSource(typeof(DisplayFormatterSource))]
public sealed class SmallMultiples : Figure
{
    private const double Gap = 18;
    private readonly Figure[] _figures;
    private readonly int _columns;
    private readonly bool _sharedAxes;

    internal SmallMultiples(IEnumerable<Figure> figures, int? columns, bool sharedAxes)
    {
        ArgumentNullException.ThrowIfNull(figures);
        _figures = [.. figures];
        if (_figures.Length == 0)
        {
            throw new ArgumentException("Small multiples need at least one figure.", nameof(figures));
        }

        _columns = columns is null or > 0
            ? Math.Min(columns ?? (_figures.Length == 4 ? 2 : 3), _figures.Length)
            : throw new ArgumentException($"{columns} columns cannot hold figures: at least one is needed.", nameof(columns));
        _sharedAxes = sharedAxes;
        (Width, Height) = (_columns == 1 ? 640 : 760, 60 + (Rows * (_columns == 1 ? 250 : _columns == 2 ? 280 : 250)));
    }

    /// <summary>What is shown side by side.</summary>
    public IReadOnlyList<Figure> Figures => _figures;

    private int Rows => (_figures.Length + _columns - 1) / _columns;

    internal override string Summary() => $"{_figures.Length} figures side by side. " +
        string.Join(" ", _figures.Select((f, i) => Sentences($"{i + 1}, {f.Title ?? "untitled"}: {f.Summary()}")));

    internal override void Draw(Canvas canvas, Box area, double titleSize = LargeTitle)
    {
        double top = DrawTitle(canvas, area, titleSize);
        var plots = _figures.OfType<Plot>().ToArray();
        bool shared = _sharedAxes && plots.Length > 1, sameY = shared && plots.DistinctBy(SortOfY).Count() == 1;

        var entries = plots.Where(p => p.HasLegend).SelectMany(p => new PlotLayout(p).Entries).DistinctBy(e => (e.Label, e.Ink.Name)).ToList();
        if (shared && entries.Count > 0)
        {
            top = Legend.DrawRow(canvas, new(area.Left, top, area.Width, area.Height), entries) + 10;
        }

        // The first column has the labels of the shared axis and is wider by as much: all charts are equally large.
        double margin = sameY ? LeftMargin(plots, canvas, area) : 0;
        double width = (area.Width - margin - (Gap * (_columns - 1))) / _columns;
        double height = (area.Bottom - top - (Gap * (Rows - 1))) / Rows;
        for (int i = 0; i < _figures.Length; i++)
        {
            int column = i % _columns, row = i / _columns;
            double left = area.Left + (column == 0 ? 0 : margin) + (column * (width + Gap));
            var place = new Box(left, top + (row * (height + Gap)), width + (column == 0 ? margin : 0), height);
            if (_figures[i] is Plot plot)
            {
                var (x, y) = shared ? SharedRanges(plot, plots) : (null, null);
                new PlotLayout(plot)
                {
                    TitleSize = PanelTitle,
                    SharedX = x,
                    SharedY = y,
                    YLabels = !sameY || column == 0,
                    HasLegend = plot.HasLegend && !shared,
                }.Draw(canvas, place);
            }
            else
            {
                _figures[i].Draw(canvas, place, PanelTitle);
            }
        }
    }

    internal override string? WhyNoXPlot => _figures.Select(f => f.WhyNoXPlot).FirstOrDefault(reason => reason is not null);

    internal override void AddTo(XPlotFigure figure, PlotlyDomain domain)
    {
        var plots = _figures.OfType<Plot>().ToArray();
        for (int i = 0; i < _figures.Length; i++)
        {
            double width = (domain.Right - domain.Left) / _columns, height = (domain.Top - domain.Bottom) / Rows;
            double left = domain.Left + (width * (i % _columns)), top = domain.Top - (height * (i / _columns));
            var part = new PlotlyDomain(left, left + (width * 0.86), top - (height * 0.84), top - (height * 0.06));
            if (_figures[i] is Plot plot)
            {
                var (x, y) = _sharedAxes && plots.Length > 1 ? SharedRanges(plot, plots) : (null, null);
                new PlotLayout(plot) { SharedX = x, SharedY = y, HasLegend = false }.AddTo(figure, part);
            }
            else
            {
                _figures[i].AddTo(figure, part);
            }

            figure.AddPanelTitle(_figures[i].Title ?? "", part);
        }

        figure.Layout.showlegend = false;
    }

    // Numbers, their logarithms, and each list of names are axes of different sorts: only like shares with like.
    private static (bool, string) SortOfX(Plot plot) => (plot.LogX, Names(plot.Marks.Select(m => m.Categories)));

    // A bar's height and a line's value are seldom one quantity: bars share with bars.
    private static (bool, bool, string) SortOfY(Plot plot) =>
        (plot.LogY, plot.Marks.Any(m => m.Categories is not null), Names(plot.Marks.Select(m => m.RowCategories)));

    private static string Names(IEnumerable<IReadOnlyList<string>?> categories) =>
        categories.FirstOrDefault(c => c is not null) is { } names ? string.Join('\n', names.Prepend("")) : "";

    private static ((double From, double To)? X, (double From, double To)? Y) SharedRanges(Plot plot, Plot[] plots)
    {
        Plot[] likeX = [.. plots.Where(p => SortOfX(p) == SortOfX(plot))], likeY = [.. plots.Where(p => SortOfY(p) == SortOfY(plot))];
        var (x, y) = (new Extent(plot.LogX), new Extent(plot.LogY));
        foreach (var like in likeX)
        {
            x.Include(new PlotLayout(like).Extents().X);
        }

        foreach (var like in likeY)
        {
            y.Include(new PlotLayout(like).Extents().Y);
        }

        return (likeX.Select(p => p.XRange).FirstOrDefault(r => r is not null) ?? x.Padded(), likeY.Select(p => p.YRange).FirstOrDefault(r => r is not null) ?? y.Padded());
    }

    private double LeftMargin(Plot[] plots, Canvas canvas, Box area)
    {
        var place = new Box(0, 0, area.Width / _columns, (area.Height / Rows) - Gap);
        var (x, y) = SharedRanges(plots[0], plots);
        double With(bool labels) => new PlotLayout(plots[0].With(p => p.EqualAspect = false)) { TitleSize = PanelTitle, SharedX = x, SharedY = y, YLabels = labels, HasLegend = false }
            .Draw(new Canvas(canvas.Width, canvas.Height), place).Left;
        return With(true) - With(false);
    }
}
