using System.Globalization;
using System.Text.Json;
using MimeKit;
using OpcSpaces.Testing;

namespace OpcSpaces.Notices.Tests.Mail;

/// <summary>The mail server of this folder, as a process.</summary>
internal sealed class MailServer : IAsyncDisposable
{
    private static readonly string Folder = Path.Combine(ProductBinary.RepositoryRoot, "tests", "OpcSpaces.Notices.Tests", "Mail");
    private readonly ServerProcess _process;

    private MailServer(ServerProcess process, int port) => (_process, Port) = (process, port);

    public int Port { get; }

    /// <summary>The messages that it has taken.</summary>
    public IReadOnlyList<TakenMail> Taken =>
    [
        .. _process.Log.Split('\n').Where(line => line.StartsWith("{\"from\"", StringComparison.Ordinal) && line.EndsWith('}')).Select(line =>
        {
            var mail = JsonDocument.Parse(line).RootElement;
            using var data = new MemoryStream(mail.GetProperty("data").GetBytesFromBase64());
            return new TakenMail(mail.GetProperty("from").GetString()!, [.. mail.GetProperty("to").EnumerateArray().Select(to => to.GetString()!)], mail.GetProperty("secure").GetBoolean(), mail.GetProperty("user").GetString(), MimeMessage.Load(data));
        }),
    ];

    /// <summary>Throws with the command that mends it when the Node packages are not installed.</summary>
    public static async Task<MailServer> StartAsync(string? keyFile = null, string? certificateFile = null, string? user = null, string? password = null, string? refused = null, string? deferred = null)
    {
        if (!Directory.Exists(Path.Combine(Folder, "node_modules"))) throw new DirectoryNotFoundException($"The Node packages are missing: run 'npm ci' in {Folder}, or tests/run.");
        var port = FreePort.Next();
        var process = ServerProcess.Start(
            ServerBinary.Find("node", "nodejs"),
            ["mail-server.mjs", port.ToString(CultureInfo.InvariantCulture), keyFile is null ? "plain" : "starttls", keyFile ?? "-", certificateFile ?? "-", user ?? "-", password ?? "-", refused ?? "-", deferred ?? "-"], Folder);
        await process.WaitUntilReadyAsync(() => Task.FromResult(process.Log.Contains("listens", StringComparison.Ordinal)), Eventually.Patience);
        return new MailServer(process, port);
    }

    public ValueTask DisposeAsync() => _process.DisposeAsync();
}

/// <summary>A message that a mail server has taken.</summary>
internal sealed record TakenMail(string From, IReadOnlyList<string> To, bool IsEncrypted, string? User, MimeMessage Message);
