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
        bool shared = _sharedAxes && plots.Length > 1;

        var entries = plots.Where(p => p.HasLegend).SelectMany(p => new PlotLayout(p).Entries).DistinctBy(e => (e.Label, e.Ink.Name)).ToList();
        if (shared && entries.Count > 0)
        {
            top = Legend.DrawRow(canvas, new(area.Left, top, area.Width, 0), entries) + 10;
        }

        var (x, y) = shared ? SharedRanges(plots) : (null, null);

        // The first column has the labels of the shared axis and is wider by as much: all charts are equally large.
        double margin = shared ? LeftMargin(plots[0], canvas, area, x, y) : 0;
        double width = (area.Width - margin - (Gap * (_columns - 1))) / _columns;
        double height = (area.Bottom - top - (Gap * (Rows - 1))) / Rows;
        for (int i = 0; i < _figures.Length; i++)
        {
            int column = i % _columns, row = i / _columns;
            double left = area.Left + (column == 0 ? 0 : margin) + (column * (width + Gap));
            var place = new Box(left, top + (row * (height + Gap)), width + (column == 0 ? margin : 0), height);
            if (_figures[i] is Plot plot)
            {
                new PlotLayout(plot)
                {
                    TitleSize = PanelTitle,
                    SharedX = x,
                    SharedY = y,
                    YLabels = !shared || column == 0,
                    HasLegend = plot.HasLegend && !shared,
                }.Draw(canvas, place);
            }
            else
            {
                _figures[i].Draw(canvas, place, PanelTitle);
            }
        }
    }

    internal override void AddTo(PlotlyFigure plotly, PlotlyDomain domain)
    {
        var plots = _figures.OfType<Plot>().ToArray();
        var (x, y) = _sharedAxes && plots.Length > 1 ? SharedRanges(plots) : (null, null);
        for (int i = 0; i < _figures.Length; i++)
        {
            double width = (domain.Right - domain.Left) / _columns, height = (domain.Top - domain.Bottom) / Rows;
            double left = domain.Left + (width * (i % _columns)), top = domain.Top - (height * (i / _columns));
            var part = new PlotlyDomain(left, left + (width * 0.86), top - (height * 0.84), top - (height * 0.06));
            if (_figures[i] is Plot plot)
            {
                new PlotLayout(plot) { SharedX = x, SharedY = y }.AddTo(plotly, part);
            }
            else
            {
                _figures[i].AddTo(plotly, part);
            }

            plotly.AddPanelTitle(_figures[i].Title ?? "", part);
        }

        plotly.Layout["showlegend"] = false;
        plotly.Layout.Remove("legend");
    }

    private static ((double From, double To)?, (double From, double To)?) SharedRanges(Plot[] plots)
    {
        var (x, y) = (new Extent(plots[0].LogX), new Extent(plots[0].LogY));
        foreach (var plot in plots)
        {
            var (ownX, ownY) = new PlotLayout(plot).Extents();
            x.Include(ownX);
            y.Include(ownY);
        }

        return (plots.Select(p => p.XRange).FirstOrDefault(r => r is not null) ?? x.Padded(), plots.Select(p => p.YRange).FirstOrDefault(r => r is not null) ?? y.Padded());
    }

    private double LeftMargin(Plot plot, Canvas canvas, Box area, (double From, double To)? x, (double From, double To)? y)
    {
        var place = new Box(0, 0, area.Width / _columns, (area.Height / Rows) - Gap);
        double With(bool labels) => new PlotLayout(plot.With(p => p.EqualAspect = false)) { TitleSize = PanelTitle, SharedX = x, SharedY = y, YLabels = labels, HasLegend = false }
            .Draw(new Canvas(canvas.Width, canvas.Height), place).Left;
        return With(true) - With(false);
    }
}
