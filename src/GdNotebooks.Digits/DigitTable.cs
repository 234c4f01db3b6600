using System.IO.Compression;
using System.Text;
using static System.FormattableString;

namespace GdNotebooks;

/// <summary>
/// Reads one table of digits: a row for each, its label and 784 pixels. Commas, semicolons, tabs or blanks stand
/// between the numbers, which are whole, if need be with a point and zeros behind. Where the first line is a title,
/// it says whether the label stands first, as Kaggle has it, or last, as OpenML has it.
/// </summary>
internal sealed class DigitTable
{
    private const int Columns = 1 + DigitImage.PixelCount;
    private const int LongestTitle = 100_000;
    private const int Few = 20;

    private static readonly string[] LabelNames = ["label", "labels", "class", "digit", "target", "y"];
    private static readonly string[] RowNames = ["", "unnamed: 0", "index", "id"];

    private readonly string _name;
    private readonly List<byte> _pixels = [];
    private readonly List<int> _labels = [];
    private readonly StringBuilder _title = new();
    private bool _isTitle;
    private bool _isLabelLast;
    private bool _isBehindBlank;
    private bool _isBehindPoint;
    private long _line = 1;
    private int _column;
    private int _number = -1;

    private DigitTable(string name) => _name = name;

    /// <summary>Reads a table.</summary>
    /// <param name="file">Its text, plain or packed with gzip.</param>
    /// <param name="name">What messages call it.</param>
    /// <exception cref="InvalidDataException">It holds something else; the message says in which line.</exception>
    public static DigitImages Read(Stream file, string name)
    {
        if (FileKind.Of(file) is { } kind && !kind.Contains("CSV", StringComparison.Ordinal) && !kind.StartsWith("a text:", StringComparison.Ordinal))
        {
            throw new InvalidDataException($"{name} is {kind}, and a table of digits is expected.");
        }

        file.Position = 0;
        var isPacked = file.ReadByte() == 0x1f && file.ReadByte() == 0x8b;
        file.Position = 0;
        using var text = isPacked ? new GZipStream(file, CompressionMode.Decompress, leaveOpen: true) : file;
        DigitTable table = new(name);
        table.Read(text);
        return table.Images();
    }

    private void Read(Stream text)
    {
        var block = new byte[1 << 16];
        byte before = 0;
        for (int read; (read = Next(text, block)) > 0;)
        {
            foreach (var b in block.AsSpan(0, read))
            {
                // A line ends as on Unix, on Windows, or as on old Macs.
                if (b == '\r' || (b == '\n' && before != '\r'))
                {
                    EndLine();
                }
                else if (b != '\n')
                {
                    Take(b);
                }

                before = b;
            }
        }

        EndLine();
    }

    private int Next(Stream text, byte[] block)
    {
        try
        {
            return text.Read(block);
        }
        catch (InvalidDataException fault)
        {
            throw new InvalidDataException($"{_name} is damaged: its gzip data cannot be unpacked.", fault);
        }
    }

    private void Take(byte b)
    {
        switch (b)
        {
            case var _ when _isTitle:
                _title.Append(_title.Length < LongestTitle ? (char)b : throw Fault($"is longer than any title"));
                break;
            case (byte)'"' or 0xEF or 0xBB or 0xBF:
                break;
            case (byte)' ' or (byte)'\t':
                _isBehindBlank = _number >= 0;
                break;
            case >= (byte)'0' and <= (byte)'9' when !_isBehindPoint || _isBehindBlank:
                if (_isBehindBlank)
                {
                    EndNumber();
                }

                _number = Math.Min((Math.Max(_number, 0) * 10) + b - '0', 1000);
                break;
            case (byte)'0':
                break;
            case (byte)'.' when _number >= 0 && !_isBehindPoint:
                _isBehindPoint = true;
                break;
            case var _ when _line == 1 && _column == 0 && _number < 0:
                _isTitle = true;
                _title.Append((char)b);
                break;
            case (byte)',' or (byte)';':
                EndNumber();
                break;
            default:
                throw Fault($"holds something in number {_column + 1:N0} that is no whole number{(_isBehindPoint && b == 'e' ? ": numpy.savetxt(..., fmt=\"%d\") writes such" : "")}");
        }
    }

    private void EndNumber()
    {
        if (_number < 0)
        {
            throw Fault($"lacks number {_column + 1:N0}");
        }

        if (_column == Columns)
        {
            throw Fault($"has more than {Columns} numbers, a label and {DigitImage.PixelCount} pixels");
        }

        if (_column == (_isLabelLast ? Columns - 1 : 0))
        {
            _labels.Add(_number <= 9 ? _number : throw Fault($"{(_isLabelLast ? "ends" : "begins")} with {_number}, and its label is to be a digit from 0 to 9"));
        }
        else
        {
            _pixels.Add(_number <= 255 ? (byte)_number : throw Fault($"has a pixel above 255 in number {_column + 1:N0}"));
        }

        (_column, _number, _isBehindBlank, _isBehindPoint) = (_column + 1, -1, false, false);
    }

    private void EndLine()
    {
        if (_isTitle)
        {
            EndTitle();
        }
        else if (_column > 0 || _number >= 0)
        {
            // A comma behind the last number ends it, and begins no other.
            if (_number >= 0 || _column < Columns)
            {
                EndNumber();
            }

            if (_column != Columns)
            {
                throw Fault($"has {_column:N0} numbers, and a label and {DigitImage.PixelCount} pixels are expected{(_column == DigitImage.PixelCount ? ": it seems to have no label, as Kaggle's test.csv" : "")}");
            }
        }

        (_line, _column, _number, _isTitle, _isBehindBlank, _isBehindPoint) = (_line + 1, 0, -1, false, false, false);
    }

    private void EndTitle()
    {
        if (!_title.ToString().Any(char.IsLetter))
        {
            throw Fault($"lacks number 1");
        }

        string[] names = [.. _title.ToString().Split(',', ';', '\t').Select(name => name.Trim(' ', '"').ToLowerInvariant())];
        _isLabelLast = !LabelNames.Contains(names[0]) && LabelNames.Contains(names[^1]);
        if (names.Length > Columns && RowNames.Contains(names[0]))
        {
            throw Fault($"names one column more than a label and {DigitImage.PixelCount} pixels: the first seems to count the rows, which pandas leaves out with to_csv(..., index=False)");
        }
    }

    private DigitImages Images()
    {
        DigitImages images = new(_pixels.ToArray(), _labels);
        if (images.Count >= Few && _labels.TrueForAll(label => label == 0))
        {
            var last = Enumerable.Range(1, images.Count).Select(n => _pixels[(n * DigitImage.PixelCount) - 1]).Distinct().ToList();
            if (last.Count > 1 && last.TrueForAll(pixel => pixel <= 9))
            {
                throw new InvalidDataException($"{_name}: every row begins with 0 and ends with a digit, so its labels seem to stand last: put them first, or a title above them that calls the last column label.");
            }
        }

        return images;
    }

    private InvalidDataException Fault(FormattableString what) => new(Invariant($"{_name}: line {_line:N0} ") + Invariant(what) + ".");
}
