using System.Diagnostics;
using System.Net.Sockets;

namespace OpcSpaces.Testing;

/// <summary>A real Mosquitto broker on a loopback port of its own, without persistence (a kill takes all sessions, retained messages and everything in flight) and without queue limits.</summary>
public sealed class MosquittoBroker : RestartableServer
{
    private readonly TemporaryDirectory _directory = new("mosquitto");
    private readonly MosquittoOptions _options;

    private MosquittoBroker(MosquittoOptions options)
    {
        _options = options;
        Port = options.Port ?? FreePort.Next();
    }

    public string Host { get; } = "127.0.0.1";

    public int Port { get; }

    public static Task<MosquittoBroker> StartAsync(MosquittoOptions? options = null) => StartedAsync(new MosquittoBroker(options ?? new MosquittoOptions()));

    protected override void Discard()
    {
        _directory.Dispose();
    }

    protected override ServerProcess Launch()
    {
        WriteConfiguration();
        return ServerProcess.Start(ServerBinary.Find("mosquitto", "mosquitto"), ["-c", _directory.File("mosquitto.conf")]);
    }

    protected override async Task<bool> AnswersAsync()
    {
        using var client = new TcpClient();
        await client.ConnectAsync(Host, Port);
        // Another program may have the port; then Mosquitto says so and ends, and WaitUntilReady sees that.
        return Log.Contains("running", StringComparison.Ordinal);
    }

    private void WriteConfiguration()
    {
        List<string> lines =
        [
            // Keeps root when the tests run as root: a change of user would clear the parent-death signal.
            "user root",
            "per_listener_settings false",
            $"listener {Port} {Host}",
            "persistence false",
            "max_queued_messages 0",
            "max_inflight_messages 0",
            "set_tcp_nodelay true",
            "log_dest stderr",
            "log_type error",
            "log_type warning",
            "log_type notice",
            "log_type information",
            $"allow_anonymous {(_options.Users.Count == 0 ? "true" : "false")}",
        ];
        if (_options.Users.Count > 0)
            lines.Add($"password_file {WritePasswords()}");
        if (_options.Acl is { } acl)
        {
            File.WriteAllText(_directory.File("acl"), acl);
            lines.Add($"acl_file {_directory.File("acl")}");
        }

        if (_options.Tls is { } tls)
            lines.AddRange(TlsLines(tls));
        lines.AddRange(_options.Lines);
        File.WriteAllLines(_directory.File("mosquitto.conf"), lines);
    }

    private static IEnumerable<string> TlsLines(MosquittoTls tls) =>
    [
        $"cafile {tls.CaFile}",
        $"certfile {tls.CertificateFile}",
        $"keyfile {tls.KeyFile}",
        $"require_certificate {(tls.RequireCertificate ? "true" : "false")}",
        $"use_identity_as_username {(tls.RequireCertificate ? "true" : "false")}",
    ];

    private string WritePasswords()
    {
        var file = _directory.File("passwords");
        File.WriteAllLines(file, _options.Users.Select(user => $"{user.Key}:{user.Value}"));
        // -U hashes the plain passwords of the file in place.
        using var hashing = System.Diagnostics.Process.Start(
            new ProcessStartInfo(ServerBinary.Find("mosquitto_passwd", "mosquitto"), ["-U", file]))!;
        hashing.WaitForExit();
        return hashing.ExitCode == 0
            ? file
            : throw new InvalidOperationException($"mosquitto_passwd ended with code {hashing.ExitCode}.");
    }
}
