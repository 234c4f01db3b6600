using System.IO.Compression;
using System.Text;
using static System.FormattableString;

namespace GdNotebooks;

/// <summary>
/// NumPy's .npz file: a zip archive of arrays. Nothing is read before all that the archive promises has been
/// added up, and nothing is believed that its own length cannot hold.
/// </summary>
internal sealed class NpzArchive : IDisposable
{
    private const long LargestContent = 1_000_000_000;

    // Deflate makes a run of equal bytes 1032 times shorter, and nothing shorter than that.
    private const long LargestCompression = 1032;

    private static readonly uint[] CrcTable = [.. Enumerable.Range(0, 256).Select(CrcOfByte)];
    private readonly ZipArchive _archive;
    private readonly List<string> _names = [];
    private readonly Dictionary<string, ZipArchiveEntry> _entries = new(StringComparer.Ordinal);

    /// <exception cref="InvalidDataException">It is no zip archive, or a damaged one.</exception>
    /// <exception cref="NpzFault">It is a zip archive of something else, or it promises more than it can hold.</exception>
    public NpzArchive(Stream file)
    {
        _archive = new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true);
        long packed = 0, content = 0;
        foreach (var entry in _archive.Entries)
        {
            (packed, content) = (packed + entry.CompressedLength, content + entry.Length);
            if (packed > file.Length || entry.Length > (LargestCompression * entry.CompressedLength) + LargestCompression)
            {
                throw new NpzFault($"is damaged: {Shown(entry)} promises more than the file has room for");
            }

            if (content > LargestContent)
            {
                throw new NpzFault(Invariant($"is too large: its arrays have more than {LargestContent:N0} bytes once unpacked"));
            }

            if (IsBeside(entry))
            {
                continue;
            }

            if (!entry.FullName.EndsWith(".npy", StringComparison.Ordinal))
            {
                throw new NpzFault(Foreign(_archive));
            }

            if (!_entries.TryAdd(entry.FullName[..^4], entry))
            {
                throw new NpzFault($"holds {Shown(entry)} twice, and nobody can tell which of them counts");
            }

            _names.Add(entry.FullName[..^4]);
        }

        while (LeaveFolder())
        {
        }
    }

    /// <summary>The names of the arrays, in the order of the file.</summary>
    public IReadOnlyList<string> Names => _names;

    public string Comment => _archive.Comment;

    public bool Has(string name) => _entries.ContainsKey(name);

    /// <summary>Reads the header of an array, and checks that as many numbers as it says can stand behind it.</summary>
    public NpyArray Header(string name)
    {
        var entry = _entries[name];
        using var stream = entry.Open();
        var start = new byte[Math.Min(NpyArray.LongestHeader, entry.Length)];
        var array = NpyArray.Parse(start.AsSpan(0, stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)), name);
        return array.Size == 0 || array.Count * array.Size == entry.Length - array.Start
            ? array
            : throw new NpzFault(Invariant($"is damaged: {name} has the shape {array.ShapeText} and {entry.Length - array.Start:N0} bytes of numbers"));
    }

    /// <summary>Reads an array to its end and compares the checksum.</summary>
    /// <param name="array">Its header.</param>
    /// <param name="take">Gets the bytes of the numbers in blocks, each of whole numbers.</param>
    public void Read(NpyArray array, SpanAction take)
    {
        var entry = _entries[array.Name];
        using var stream = entry.Open();
        var block = new byte[Math.Min(65_536 + NpyArray.LongestHeader, Math.Max(entry.Length, array.Start) + 1)];
        long total = 0;
        var (kept, skip, crc) = (0, array.Start, uint.MaxValue);
        for (int read; (read = stream.Read(block, kept, block.Length - kept)) > 0;)
        {
            crc = Crc(crc, block.AsSpan(kept, read));
            total += read;
            var (from, until) = (Math.Min(skip, kept + read), kept + read);
            skip -= from;
            var whole = (until - from) / array.Size * array.Size;
            if (total > entry.Length)
            {
                break;
            }

            take(block.AsSpan(from, whole));
            kept = until - from - whole;
            block.AsSpan(from + whole, kept).CopyTo(block);
        }

        if (total != entry.Length || ~crc != entry.Crc32)
        {
            throw new NpzFault($"is damaged: the checksum of {array.Name} does not fit its bytes");
        }
    }

    /// <summary>One word that NumPy holds as text, or null where there is no such array.</summary>
    public string? Text(string name)
    {
        if (!Has(name))
        {
            return null;
        }

        var array = Header(name);
        if (array.Type is not [_, 'U' or 'S', ..] || array.Size is 0 || array.Count != 1)
        {
            throw new NpzFault($"holds {name} as an array of the type '{NpyArray.Shown(array.Type)}' and the shape {array.ShapeText}, where one word is expected");
        }

        var bytes = new List<byte>();
        Read(array, block => bytes.AddRange(block));
        var encoding = array.Type[1] == 'S' ? Encoding.Latin1 : new UTF32Encoding(bigEndian: array.Type[0] == '>', byteOrderMark: false);
        return encoding.GetString([.. bytes]).TrimEnd('\0');
    }

    public void Dispose() => _archive.Dispose();

    public delegate void SpanAction(ReadOnlySpan<byte> bytes);

    // What programs put beside the files when somebody unpacks an archive and packs it again.
    private static bool IsBeside(ZipArchiveEntry entry) =>
        entry.FullName.EndsWith('/') || entry.FullName.StartsWith("__MACOSX/", StringComparison.Ordinal) || entry.Name is ".DS_Store" or "Thumbs.db" or "desktop.ini";

    // Who packs a folder gets its name before each array's.
    private bool LeaveFolder()
    {
        if (_names.Count == 0 || _names[0].IndexOf('/', StringComparison.Ordinal) is not (> 0 and var end)
            || !_names.TrueForAll(name => name.StartsWith(_names[0].AsSpan(0, end + 1), StringComparison.Ordinal)))
        {
            return false;
        }

        var inside = _names.ConvertAll(name => (Name: name[(end + 1)..], Entry: _entries[name]));
        _names.Clear();
        _entries.Clear();
        foreach (var (name, entry) in inside)
        {
            _names.Add(name);
            _entries.Add(name, entry);
        }

        return true;
    }

    private static string Shown(ZipArchiveEntry entry) => $"\"{NpyArray.Shown(entry.FullName)}\"";

    private static string Foreign(ZipArchive archive)
    {
        var names = archive.Entries.Select(entry => entry.FullName).ToList();
        bool Has(string end) => names.Exists(name => name.EndsWith(end, StringComparison.Ordinal));
        return Has("data.pkl") ? "is a file of PyTorch (.pt): load it there and save its arrays with numpy.savez(path, W1=..., b1=..., ...)"
            : Has("model.weights.h5") || Has("config.json") ? "is a model of Keras (.keras): load it there and save its arrays with numpy.savez(path, W1=..., b1=..., ...)"
            : Has("[Content_Types].xml") ? "is a document of an office program"
            : $"is a zip archive, but not one of arrays: it holds {Shown(archive.Entries.First(entry => !IsBeside(entry) && !entry.FullName.EndsWith(".npy", StringComparison.Ordinal)))}";
    }

    private static uint Crc(uint crc, ReadOnlySpan<byte> bytes)
    {
        foreach (var b in bytes)
        {
            crc = CrcTable[(byte)(crc ^ b)] ^ (crc >> 8);
        }

        return crc;
    }

    // The checksum of zip archives: division of polynomials over bits, by the one with these coefficients.
    private static uint CrcOfByte(int value)
    {
        var crc = (uint)value;
        for (var bit = 0; bit < 8; bit++)
        {
            crc = (crc & 1) == 0 ? crc >> 1 : (crc >> 1) ^ 0xEDB8_8320;
        }

        return crc;
    }
}
