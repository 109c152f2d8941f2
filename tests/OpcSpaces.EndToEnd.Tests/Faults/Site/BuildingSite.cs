using System.Globalization;
using OpcSpaces.Edge.Sensing.Pins.Signals;
using OpcSpaces.EndToEnd.Tests.Faults.Verification;
using OpcSpaces.Testing;

namespace OpcSpaces.EndToEnd.Tests.Faults.Site;

/// <summary>
/// Everything real, each part in a process of its own: broker, cloud, gateways. The signals come from this process, which also
/// hears what every outbox committed and is never killed.
/// </summary>
internal sealed class BuildingSite : IAsyncDisposable
{
    private static readonly TimeSpan Patience = Eventually.Patience;
    private readonly TemporaryDirectory _directory;

    private BuildingSite(TemporaryDirectory directory, SiteOptions options, MosquittoBroker broker, CloudServer cloud)
    {
        (_directory, Options, Broker, Cloud) = (directory, options, broker, cloud);
        Signals = SignalServer.Start(directory.File("signals"), TimeProvider.System, OnCommit);
        Gateways = [.. Enumerable.Range(1, options.Gateways).Select(number =>
            new Gateway(number, Path.GetDirectoryName(directory.File($"edge-{number}", "x"))!, directory.File("signals"), broker.Port, options))];
    }

    public SiteOptions Options { get; }

    public MosquittoBroker Broker { get; }

    public CloudServer Cloud { get; }

    public SignalServer Signals { get; }

    public Witness Witness { get; } = new();

    public IReadOnlyList<Gateway> Gateways { get; }

    public string JournalPath => Path.Combine(Cloud.DataDirectory, "journal.db");

    /// <summary>Starts broker and cloud and waits for them; starts the gateways and does not.</summary>
    public static async Task<BuildingSite> StartAsync(SiteOptions options)
    {
        var directory = new TemporaryDirectory("site");
        MosquittoBroker? broker = null;
        CloudServer? cloud = null;
        try
        {
            broker = await MosquittoBroker.StartAsync();
            cloud = await CloudServer.StartAsync(
                Path.GetDirectoryName(directory.File("cloud", "x"))!, string.Create(CultureInfo.InvariantCulture, $"{broker.Host}:{broker.Port}"), options.CloudArguments);
            var site = new BuildingSite(directory, options, broker, cloud);
            foreach (var gateway in site.Gateways) gateway.Edge.Start();
            return site;
        }
        catch
        {
            if (cloud is not null) await cloud.DisposeAsync();
            if (broker is not null) await broker.DisposeAsync();
            directory.Dispose();
            throw;
        }
    }

    /// <summary>Waits until every gateway's watermark is level with what its witness heard and every projection has taken it in.</summary>
    public Task UntilDrainedAsync()
    {
        var state = "";
        return Eventually.ThatAsync(
            async () =>
            {
                var status = await CloudStatus.ReadAsync(Cloud.Client);
                var behind = Gateways.Where(gateway => status.Committed.GetValueOrDefault(gateway.FullName) != Witness.Last(gateway.Id) || Witness.Last(gateway.Id) == 0).ToList();
                state = string.Join(", ", behind.Select(gateway =>
                    $"{gateway.Id} {(status.Committed.TryGetValue(gateway.FullName, out var committed) ? $"{committed}" : "away")} of {Witness.Last(gateway.Id)}"));
                state = $"{behind.Count} gateways behind ({state}), projections behind by {status.Lag}, series {status.Series}";
                return behind.Count == 0 && status.Lag == 0;
            },
            Patience, "all gateways to be drained", () => state);
    }

    /// <summary>Waits until the live page knows every desk; returns what it shows.</summary>
    public Task<IReadOnlyDictionary<string, SeenDesk>> UntilAllIsKnownAsync()
    {
        var desks = Gateways.SelectMany(gateway => gateway.Desks).ToList();
        return LivePage.UntilAsync(
            Cloud.Client, shown => desks.TrueForAll(desk => shown.TryGetValue(desk, out var seen) && seen.State != LivePage.Unknown), Patience, "every desk as known");
    }

    /// <summary>Ends gateways and then the cloud as an operator would; their files can be read afterwards.</summary>
    public async Task StopAsync()
    {
        foreach (var code in await Task.WhenAll(Gateways.Select(gateway => gateway.Edge.StopAsync()))) Assert.Equal(0, code);
        Assert.Equal(0, await Cloud.Process.StopAsync());
    }

    public async ValueTask DisposeAsync()
    {
        await Signals.DisposeAsync();
        foreach (var gateway in Gateways) gateway.Edge.Kill();
        foreach (var gateway in Gateways) await gateway.DisposeAsync();
        await Cloud.DisposeAsync();
        await Broker.DisposeAsync();
        _directory.Dispose();
    }

    private void OnCommit(CommitNote note) =>
        Witness.Note(note.Gateway, new WitnessNote(note.Visit, note.Epoch, note.Sequence, Convert.FromHexString(note.ContentSha256)));
}
