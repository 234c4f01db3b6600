using System.Text;

namespace GdNotebooks.Runner;

/// <summary>A place where a note wants a figure.</summary>
/// <param name="Note">The note, relative to the folder of the notes.</param>
/// <param name="Name">The name of the figure, <c>NN-name</c>.</param>
/// <param name="File">Where the figure goes; null when it may not go where the note names it.</param>
/// <param name="Format">The ending of the file, in small letters and without its point.</param>
/// <param name="Target">What the note says.</param>
internal sealed record WantedFigure(string Note, string Name, string? File, string Format, string Target);

/// <summary>A folder of notes, or a single note: which figures it names, and where they go.</summary>
internal sealed class NoteFolder
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly string _root;
    private readonly string _realRoot;
    private readonly List<string> _notes;
    private readonly List<(string Note, string Why)> _unread = [];
    private readonly Dictionary<string, string?> _latex;
    private readonly LatexDocuments _documents;
    private readonly Lazy<ILookup<string, string>> _filesByName;

    /// <summary>Opens a folder of notes, or one note.</summary>
    /// <exception cref="UserException">There is no such folder or note, or no note in it.</exception>
    public NoteFolder(string path)
    {
        if (string.IsNullOrWhiteSpace(path))
        {
            throw new UserException("--for: expected a folder of notes, or a note.");
        }

        if (File.Exists(path))
        {
            if (!NoteLinks.IsNote(path))
            {
                throw new UserException($"--for {path}: expected a note ({NoteLinks.Endings}) or a folder of notes.");
            }

            _root = Path.GetDirectoryName(Path.GetFullPath(path))!;
            _notes = [Path.GetFullPath(path)];
        }
        else
        {
            _root = Path.GetFullPath(path);
            _notes = Directory.Exists(path) ? [.. FilesBelow(_root).Where(NoteLinks.IsNote)] : throw new UserException($"--for {path}: there is no such folder or note.");
            if (_notes.Count == 0)
            {
                throw new UserException($"--for {path}: there is no note in it ({NoteLinks.Endings}).");
            }
        }

        _realRoot = RealPath.Of(_root);
        _latex = _notes.Where(IsLatex).ToDictionary(note => note, Read, StringComparer.Ordinal);
        _documents = new(_latex.Select(source => (source.Key, source.Value ?? "")));
        _filesByName = new(() => FilesBelow(_root).ToLookup(file => Path.GetFileName(file), RealPath.Comparer));
        Wanted = [.. FindWanted()];
        Unread = [.. _unread.Order()];
    }

    /// <summary>How many notes there are.</summary>
    public int NoteCount => _notes.Count;

    /// <summary>Every picture that the notes name, in the order of the notes. Most of them are not the workbook's.</summary>
    public IReadOnlyList<WantedFigure> Wanted { get; }

    /// <summary>The notes that cannot be read, and why.</summary>
    public IReadOnlyList<(string Note, string Why)> Unread { get; }

    private IEnumerable<WantedFigure> FindWanted()
    {
        foreach (string note in _notes)
        {
            string? text = IsLatex(note) ? _latex[note] : Read(note);
            foreach (var link in text is null ? [] : NoteLinks.Of(note, text))
            {
                string target = link.Target.Replace('\\', '/');
                if (Path.GetExtension(target).Length == 0)
                {
                    if (link.Ending.Length == 0 && _filesByName.Value.Contains(Path.GetFileName(target) + ".md"))
                    {
                        // A note in a note.
                        continue;
                    }

                    target += link.Ending;
                }

                yield return new(
                    Path.GetRelativePath(_root, note).Replace('\\', '/'), Path.GetFileNameWithoutExtension(target), PlaceOf(note, target, link.IsFoundAnywhere),
                    Path.GetExtension(target).TrimStart('.').ToLowerInvariant(), link.Target);
            }
        }
    }

    /// <summary>Where a target lies; null where that is outside the folder, be it through a link in it.</summary>
    private string? PlaceOf(string note, string target, bool isFoundAnywhere)
    {
        string home = target.StartsWith('/') ? _root : Path.GetDirectoryName(note)!;
        string file = Path.GetFullPath(Path.Combine(home, target.TrimStart('/')));
        if (isFoundAnywhere && !File.Exists(file))
        {
            file = InVault(target) ?? file;
        }
        else if (IsLatex(note) && !target.StartsWith('/'))
        {
            file = _documents.PlaceOf(note, target);
        }

        return IsBelow(RealPath.Of(Path.GetDirectoryName(file)!), _realRoot) ? file : null;
    }

    /// <summary>Where Obsidian finds a file: anywhere by its name, by the end of its path, or by its path in the vault; null where only its folder could tell, and it is not there.</summary>
    private string? InVault(string target)
    {
        string end = "/" + target;
        return _filesByName.Value[Path.GetFileName(target)].FirstOrDefault(file => file.Replace('\\', '/').EndsWith(end, StringComparison.Ordinal)) is { } found ? found
            : Path.GetDirectoryName(target) is { Length: > 0 } folder && !target.StartsWith('.') && !target.StartsWith('/') && Directory.Exists(Path.Combine(_root, folder)) ? Path.GetFullPath(Path.Combine(_root, target))
            : null;
    }

    private static bool IsLatex(string note) => Path.GetExtension(note).Equals(".tex", StringComparison.OrdinalIgnoreCase);

    private static bool IsBelow(string folder, string root) =>
        RealPath.Comparer.Equals(folder, root) || (folder.Length > root.Length && RealPath.Comparer.Equals(folder[..root.Length], root) && (root.EndsWith(Path.DirectorySeparatorChar) || folder[root.Length] == Path.DirectorySeparatorChar));

    /// <summary>The text of a note in the encoding it has; null when it was taken away meanwhile, or cannot be read.</summary>
    private string? Read(string note)
    {
        try
        {
            byte[] bytes = WholeFile.Read(note);
            using var reader = new StreamReader(new MemoryStream(bytes), Strict, detectEncodingFromByteOrderMarks: true);
            try
            {
                return reader.ReadToEnd().ReplaceLineEndings("\n");
            }
            catch (DecoderFallbackException)
            {
                // An encoding of old: the names of figures are the same in all of them.
                return Encoding.Latin1.GetString(bytes).ReplaceLineEndings("\n");
            }
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException && !RealPath.IsUndecoded(note))
        {
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            string why = RealPath.IsUndecoded(note) ? "its name is not in UTF-8" : e is UnauthorizedAccessException ? "it does not allow it" : WholeFile.Message(e);
            _unread.Add((Path.GetRelativePath(_root, note).Replace('\\', '/'), why));
            return null;
        }
    }

    /// <summary>All files, in the same order everywhere; folders that hide, as .git and .obsidian do, and links to folders are left alone.</summary>
    private static IEnumerable<string> FilesBelow(string folder)
    {
        var entries = new DirectoryInfo(folder).EnumerateFileSystemInfos("*", new EnumerationOptions { IgnoreInaccessible = true, AttributesToSkip = FileAttributes.System })
            .Where(entry => !entry.Name.StartsWith('.')).OrderBy(entry => entry.Name, StringComparer.Ordinal);
        foreach (var entry in entries)
        {
            if (entry is FileInfo)
            {
                yield return entry.FullName;
            }
            else if (entry.LinkTarget is null && entry.Name != "node_modules")
            {
                foreach (string file in FilesBelow(entry.FullName))
                {
                    yield return file;
                }
            }
        }
    }
}
