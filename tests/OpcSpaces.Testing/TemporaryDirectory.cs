namespace OpcSpaces.Testing;

/// <summary>A new empty directory below the system's temporary one, deleted with all its content on dispose.</summary>
public sealed class TemporaryDirectory : IDisposable
{
    private readonly DirectoryInfo _directory;

    public TemporaryDirectory(string purpose = "test") =>
        _directory = Directory.CreateTempSubdirectory($"opcspaces-{purpose}-");

    /// <summary>The absolute path of the directory.</summary>
    public string FullPath => _directory.FullName;

    /// <summary>The absolute path of a file or folder in it; missing folders are created.</summary>
    public string File(params string[] parts)
    {
        var path = Path.Combine([FullPath, .. parts]);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        return path;
    }

    public override string ToString() => FullPath;

    public void Dispose()
    {
        try
        {
            _directory.Delete(recursive: true);
        }
        catch (DirectoryNotFoundException)
        {
            // Already gone, which is what was wanted.
        }
        catch (IOException)
        {
            // A server that was just killed may still close a file; the system removes the rest of its temporary files later.
        }
    }
}
