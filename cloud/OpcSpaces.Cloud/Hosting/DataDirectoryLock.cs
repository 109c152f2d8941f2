namespace OpcSpaces.Cloud.Hosting;

/// <summary>
/// Keeps a data directory for one process: two clouds that append to one journal would each believe that they know its end. The lock is
/// an open file, which the operating system releases when the process ends in any way.
/// </summary>
internal sealed class DataDirectoryLock : IDisposable
{
    public const string FileName = "opcspaces.lock";

    private readonly FileStream _file;

    private DataDirectoryLock(FileStream file) => _file = file;

    /// <summary>Takes the lock, and creates the directory when it is missing.</summary>
    /// <exception cref="IOException">Another process has it; the message says what to do.</exception>
    public static DataDirectoryLock Take(string directory)
    {
        Directory.CreateDirectory(directory);
        var path = Path.Combine(directory, FileName);
        try
        {
            return new DataDirectoryLock(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0));
        }
        catch (UnauthorizedAccessException e)
        {
            throw new IOException($"'{path}' cannot be opened: make it a file that this account can write, or delete it", e);
        }
        catch (IOException e) when (File.Exists(path))
        {
            throw new IOException($"another opcspaces-cloud uses the data directory '{directory}': stop it, or give another directory with --data", e);
        }
    }

    public void Dispose() => _file.Dispose();
}
