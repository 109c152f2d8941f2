namespace OpcSpaces.Run;

/// <summary>
/// Keeps a data directory, with the logs in it, for one <c>cloud/run</c>. The lock is an open file, which the operating system releases
/// when the process ends in any way. The cloud has a lock of its own for its stores.
/// </summary>
internal static class RunLock
{
    public const string FileName = "run.lock";

    /// <summary>Takes the lock of a directory that can be written.</summary>
    public static IDisposable Take(string directory)
    {
        try
        {
            return new FileStream(Path.Combine(directory, FileName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new RunFault($"another cloud/run uses the data directory '{directory}': stop it, or give another with --data");
        }
    }
}
