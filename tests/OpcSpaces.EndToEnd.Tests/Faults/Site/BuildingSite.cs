using OpcSpaces.EndToEnd.Tests.Faults.Verification;
using OpcSpaces.Testing;

namespace OpcSpaces.EndToEnd.Tests.Faults.Site;

/// <summary>
/// Everything real, each part in a process of its own: broker, cloud, gateways. The signals come from this process, which also
/// hears what every outbox committed and is never killed.
/// </summary>
internal sealed class BuildingSite(SiteOptions options) : SpineSite("site")
{
    private SignalServer? _signals;

    public SiteOptions Options => options;

    public SignalServer Signals => _signals ?? throw new InvalidOperationException("The site was never started.");

    public Witness Witness { get; } = new();

    public IReadOnlyList<Gateway> Gateways { get; private set; } = [];

    /// <summary>Starts broker and cloud and waits for them; starts the gateways and does not.</summary>
    public static async Task<BuildingSite> StartAsync(SiteOptions options)
    {
        var site = new BuildingSite(options);
        await site.OpenAsync(options.Broker, dataDirectory: null, cloudPort: null, options.CloudArguments);
        var socket = site.Directory.File("signals");
        site._signals = SignalServer.Start(socket, TimeProvider.System, site.OnCommit);
        site.Gateways = [.. Enumerable.Range(1, options.Gateways).Select(number =>
            new Gateway(number, Path.GetDirectoryName(site.Directory.File($"edge-{number}", "x"))!, socket, site.BrokerPort, options))];
        foreach (var gateway in site.Gateways) gateway.Edge.Start();
        return site;
    }

    /// <summary>Waits until every gateway's watermark is level with what its witness heard and every projection has taken it in.</summary>
    public Task UntilDrainedAsync()
    {
        var state = "";
        return Eventually.ThatAsync(
            async () =>
            {
                var report = await ReportAsync();
                var behind = Gateways.Where(gateway => !IsLevel(gateway, report)).ToList();
                state = string.Join(", ", behind.Select(gateway =>
                    $"{gateway.Id} {(report.IsOnline(gateway.FullName) ? $"{report.Committed(gateway.FullName)}" : "away")} of {Witness.Last(gateway.Id)}"));
                state = $"{behind.Count} gateways behind ({state}), {report}";
                return behind.Count == 0 && report.MostLag == 0;
            },
            Eventually.Patience, "all gateways to be drained", () => state);
    }

    /// <summary>Waits until the live page knows every desk; returns what it shows.</summary>
    public Task<IReadOnlyDictionary<string, SeenDesk>> UntilAllIsKnownAsync()
    {
        var desks = Gateways.SelectMany(gateway => gateway.Desks).ToList();
        return LivePage.UntilAsync(
            Cloud.Client, shown => desks.TrueForAll(desk => shown.TryGetValue(desk, out var seen) && seen.State != LivePage.Unknown), Eventually.Patience, "every desk as known");
    }

    protected override async Task StopGatewaysAsync()
    {
        foreach (var code in await Task.WhenAll(Gateways.Select(gateway => gateway.Edge.StopAsync()))) Assert.Equal(0, code);
    }

    protected override async Task DisposeGatewaysAsync()
    {
        if (_signals is not null) await _signals.DisposeAsync();
        foreach (var gateway in Gateways) gateway.Edge.Kill();
        foreach (var gateway in Gateways) await gateway.DisposeAsync();
    }

    private bool IsLevel(Gateway gateway, CloudReport report) =>
        report.IsOnline(gateway.FullName) && report.Committed(gateway.FullName) == Witness.Last(gateway.Id) && Witness.Last(gateway.Id) > 0;

    private void OnCommit(CommitNote note) =>
        Witness.Note(note.Gateway, new WitnessNote(note.Visit, note.Epoch, note.Sequence, Convert.FromHexString(note.ContentSha256)));
}
