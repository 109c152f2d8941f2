using System.Text.Json;
using OpcSpaces.Testing;

namespace OpcSpaces.EndToEnd.Tests.Peers;

/// <summary>A Node process out of this folder that writes one JSON line per event.</summary>
internal sealed class NodePeer : IAsyncDisposable
{
    private static readonly TimeSpan Deadline = Eventually.Patience;
    private static readonly string Folder = Path.Combine(ProductBinary.RepositoryRoot, "tests", "OpcSpaces.EndToEnd.Tests", "Peers");
    private readonly ServerProcess _process;

    private NodePeer(ServerProcess process) => _process = process;

    /// <summary>Throws with the command that mends it when the Node packages are not installed.</summary>
    public static NodePeer Start(string script, params string[] arguments)
    {
        if (!Directory.Exists(Path.Combine(Folder, "node_modules")))
            throw new DirectoryNotFoundException($"The Node packages are missing: run 'npm ci' in {Folder}, or tests/run.");
        return new NodePeer(ServerProcess.Start(ServerBinary.Find("node", "nodejs"), [script, .. arguments], Folder));
    }

    public Task WriteLineAsync(string line) => _process.WriteLineAsync(line);

    public void Kill() => _process.Kill();

    /// <summary>Waits for an event and answers with the first that fits.</summary>
    public async Task<JsonElement> WaitForAsync(Func<JsonElement, bool> fits, string what)
    {
        JsonElement? found = null;
        await Eventually.ThatAsync(
            () => (found = Events().Cast<JsonElement?>().FirstOrDefault(e => fits(e!.Value))) is not null || _process.HasExited, Deadline, what, () => _process.Log);
        return found ?? throw new InvalidOperationException($"The peer ended with code {_process.ExitCode}; its output:\n{_process.Log}");
    }

    public Task<JsonElement> WaitForMessageAsync(string topic, Func<JsonElement, bool>? fits = null) => WaitForAsync(
        e => e.TryGetProperty("topic", out var name) && name.GetString() == topic && (fits is null || fits(e.GetProperty("payload"))), $"a message on {topic}");

    public JsonElement[] Messages() => [.. Events().Where(e => e.TryGetProperty("topic", out _))];

    public ValueTask DisposeAsync() => _process.DisposeAsync();

    private IEnumerable<JsonElement> Events() => _process.Log.Split('\n')
        .Where(line => line.StartsWith('{') && line.EndsWith('}'))
        .Select(line => JsonDocument.Parse(line).RootElement);
}
