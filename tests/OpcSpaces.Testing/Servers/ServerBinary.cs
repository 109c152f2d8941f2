namespace OpcSpaces.Testing;

/// <summary>Finds the programs that tests start; a missing one fails with the name of its Debian package.</summary>
public static class ServerBinary
{
    /// <summary>The absolute path of <paramref name="program"/> from PATH or the usual system folders.</summary>
    public static string Find(string program, string debianPackage)
    {
        var path = Environment.GetEnvironmentVariable("PATH") ?? "";
        string[] folders = [.. path.Split(':', StringSplitOptions.RemoveEmptyEntries), "/usr/sbin", "/usr/local/sbin", "/sbin"];
        return folders.Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists)
            ?? throw new FileNotFoundException(
                $"'{program}' is not installed. Install it with: apt-get install {debianPackage} (tests/run does).");
    }
}
