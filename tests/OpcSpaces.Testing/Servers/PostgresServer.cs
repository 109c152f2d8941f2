using System.Diagnostics;
using System.Net.Sockets;

namespace OpcSpaces.Testing;

/// <summary>A real PostgreSQL on a loopback port with its own empty directory, for user <c>postgres</c> without a password. Fast rather than safe: it does not sync.</summary>
public sealed class PostgresServer : RestartableServer
{
    private const string User = "postgres";
    private const int SigInt = 2;
    private readonly TemporaryDirectory _directory = new("postgres");
    private readonly string _data;

    private PostgresServer()
    {
        _data = _directory.File("data");
        // PostgreSQL refuses to run as root: then it runs as the account that its Debian package has made.
        if (Environment.UserName == "root") Run("chown", "-R", User, _directory.FullPath);
        Run(AsUser(Binary("initdb"), "-D", _data, "-U", User, "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"));
    }

    public int Port { get; } = FreePort.Next();

    public static Task<PostgresServer> StartAsync() => StartedAsync(new PostgresServer());

    /// <summary>The connection string of one of its databases. Connections are not kept, so that the server can end at once.</summary>
    public string Address(string database) => $"Host=127.0.0.1;Port={Port};Database={database};Username={User};Pooling=false";

    /// <summary>With SIGINT, a fast shutdown: SIGTERM would wait until every client has gone.</summary>
    public override Task<int> StopAsync() => Process.StopAsync(signal: SigInt);

    protected override void Discard() => _directory.Dispose();

    protected override ServerProcess Launch() => ServerProcess.Start(
        "setpriv", AsUser(Binary("postgres"), "-D", _data, "-p", $"{Port}", "-h", "127.0.0.1", "-k", _directory.FullPath, "-F", "-c", "max_connections=50", "-c", "shared_buffers=32MB")[1..]);

    protected override async Task<bool> AnswersAsync()
    {
        using var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", Port);
        return Log.Contains("ready to accept connections", StringComparison.Ordinal);
    }

    // The signal of the parent's death is asked for again, because a change of the user clears it.
    private static string[] AsUser(params string[] command) => Environment.UserName == "root"
        ? ["setpriv", "--reuid", User, "--regid", User, "--init-groups", "--pdeathsig", "KILL", "--", .. command]
        : ["setpriv", "--pdeathsig", "KILL", "--", .. command];

    private static string Binary(string name) =>
        Directory.Exists("/usr/lib/postgresql")
            ? Directory.EnumerateDirectories("/usr/lib/postgresql").Order(StringComparer.Ordinal).Select(version => Path.Combine(version, "bin", name)).LastOrDefault(File.Exists)
                ?? ServerBinary.Find(name, "postgresql")
            : ServerBinary.Find(name, "postgresql");

    private static void Run(params string[] command)
    {
        using var process = System.Diagnostics.Process.Start(new ProcessStartInfo(command[0], command[1..]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0) throw new InvalidOperationException($"{string.Join(' ', command)} ended with code {process.ExitCode}: {output.Result}{error}");
    }
}
