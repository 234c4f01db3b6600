using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace GdNotebooks.Runner;

/// <summary>
/// What this program remembers in the user's own folder because finding it out again takes longer. It can be
/// deleted at any time; where it cannot be written, everything is found out again.
/// </summary>
/// <param name="parts">The names of its folder.</param>
internal sealed class UserCache(params string[] parts)
{
    private readonly string _folder = Path.Combine(
        [Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify), "GdNotebooks", .. parts]);

    /// <summary>A key of these parts, another one for other parts.</summary>
    public static string KeyOf(params IEnumerable<string> parts) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(parts.Select(part => $"{part.Length}:{part}")))));

    /// <summary>What was kept under a key; null when nothing was, or it cannot be read.</summary>
    public T? Find<T>(string key, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return File.Exists(PathOf(key)) ? JsonSerializer.Deserialize(WholeFile.Read(PathOf(key)), type) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    /// <summary>Keeps it, if that can be done.</summary>
    public void Keep<T>(string key, T value, JsonTypeInfo<T> type)
    {
        try
        {
            // What a loss of power leaves behind is no JSON, and found out again.
            WholeFile.Write(PathOf(key), JsonSerializer.SerializeToUtf8Bytes(value, type), toDisk: false);
        }
        catch (UserException)
        {
            // The next run finds it out again.
        }
    }

    /// <summary>Deletes the folders beside this one that nobody has written to for that long.</summary>
    public void DropSiblingsOlderThan(TimeSpan age)
    {
        try
        {
            foreach (string sibling in Directory.GetDirectories(Path.GetDirectoryName(_folder)!))
            {
                if (sibling != _folder && DateTime.UtcNow - Directory.GetLastWriteTimeUtc(sibling) > age)
                {
                    Directory.Delete(sibling, recursive: true);
                }
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // They stay until somebody may.
        }
    }

    private string PathOf(string key) => Path.Combine(_folder, key + ".json");
}
