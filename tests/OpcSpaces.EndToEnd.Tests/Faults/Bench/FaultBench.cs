using Microsoft.Extensions.Logging.Abstractions;
using OpcSpaces.Edge.Config;
using OpcSpaces.EndToEnd.Tests.Faults.Site;
using OpcSpaces.EndToEnd.Tests.Faults.Verification;
using OpcSpaces.Storage.DeadLetters;
using OpcSpaces.Storage.Series;
using OpcSpaces.Storage.Series.Embedded;
using OpcSpaces.Testing;

namespace OpcSpaces.EndToEnd.Tests.Faults.Bench;

/// <summary>A real broker, the real cloud as a process, and real agents in this one: the setting of the tests of one fault each.</summary>
internal sealed class FaultBench : IAsyncDisposable
{
    /// <summary>For what must come; generous, because nothing waits longer than it has to.</summary>
    public static readonly TimeSpan Patience = Eventually.Patience;

    private readonly List<RestlessGateway> _gateways = [];

    private FaultBench(MosquittoBroker broker) => Broker = broker;

    public MosquittoBroker Broker { get; }

    public TemporaryDirectory Directory { get; } = new("faults");

    public CloudServer Cloud { get; private set; } = null!;

    public string JournalPath => Path.Combine(Cloud.DataDirectory, "journal.db");

    /// <param name="dataDirectory">The cloud's; null for one of the bench's own.</param>
    /// <param name="cloudPort">Where the cloud finds the broker, given the broker's port; null for the broker itself.</param>
    /// <param name="cloudArguments">Further options of the cloud.</param>
    public static async Task<FaultBench> StartAsync(string? dataDirectory = null, Func<int, int>? cloudPort = null, params IEnumerable<string> cloudArguments)
    {
        var bench = new FaultBench(await MosquittoBroker.StartAsync());
        try
        {
            var port = cloudPort?.Invoke(bench.Broker.Port) ?? bench.Broker.Port;
            var data = dataDirectory ?? Path.GetDirectoryName(bench.Directory.File("cloud", "any"))!;
            bench.Cloud = await CloudServer.StartAsync(data, $"127.0.0.1:{port}", cloudArguments);
            return bench;
        }
        catch
        {
            await bench.DisposeAsync();
            throw;
        }
    }

    /// <summary>Adds an agent and waits until the cloud has its first batch.</summary>
    public async Task<RestlessGateway> AddGatewayAsync(
        string name, int desks, int? brokerPort = null, Func<GatewayConfig, GatewayConfig>? adjust = null, TimeProvider? clock = null)
    {
        var gateway = new RestlessGateway(name, brokerPort ?? Broker.Port, desks, adjust, clock);
        _gateways.Add(gateway);
        await Eventually.ThatAsync(() => gateway.Health is { Connected: true, Committed: > 0 }, Patience, $"the first batch of {name} to be committed", () => Cloud.Process.Log);
        return gateway;
    }

    public Task<CloudReport> ReportAsync() => CloudReport.ReadAsync(Cloud.Client);

    public async Task UntilAsync(Func<CloudReport, bool> condition, string what)
    {
        CloudReport? last = null;
        await Eventually.ThatAsync(async () => condition(last = await ReportAsync()), Patience, what, () => $"{last}");
    }

    /// <summary>Waits until so many further batches of the gateway are committed.</summary>
    public static Task UntilCommittedAsync(RestlessGateway gateway, ulong more)
    {
        var wanted = gateway.Health!.Committed + more;
        return Eventually.ThatAsync(() => gateway.Health!.Committed >= wanted, Patience, $"{more} further batches of {gateway.Name} to be committed", () => $"{gateway.Health}");
    }

    /// <summary>Waits until so many further batches of the gateway are on its own disk.</summary>
    public static Task UntilMadeAsync(RestlessGateway gateway, ulong more)
    {
        var wanted = gateway.Health!.Last + more;
        return Eventually.ThatAsync(() => gateway.Health!.Last >= wanted, Patience, $"{more} further batches of {gateway.Name} to be made", () => $"{gateway.Health}");
    }

    /// <summary>Waits until the live page shows the desk like this, and tells how exactly.</summary>
    public async Task<SeenDesk> UntilShownAsync(string desk, params string[] states)
    {
        var shown = await LivePage.UntilAsync(
            Cloud.Client, shown => IsOneOf(shown, desk, states), Patience, $"{desk} {string.Join(" or ", states)}");
        return shown[desk];
    }

    /// <summary>Calms every gateway and waits until nothing is under way any more: all that was made is committed, and every projection has it.</summary>
    public async Task UntilLevelAsync()
    {
        foreach (var gateway in _gateways) await gateway.CalmAsync();
        // Everybody comes and everybody leaves, so that no stay is left that would end while the test looks.
        await UntilAllRestlessAsync(high: true, "occupied");
        await UntilAllRestlessAsync(high: false, "recent", "free");
        await Eventually.ThatAsync(
            () => _gateways.All(gateway => gateway.Health is { Backlog: 0, ReadingsUnsaved: 0 }), Patience, "everything to be committed",
            () => string.Join('\n', _gateways.Select(gateway => gateway.Health)));
        await UntilAsync(report => report.Lag("live") == 0 && report.Lag("series") == 0, "the projections to have everything");
    }

    /// <summary>Waits until the live page shows every desk that flips, in whatever state.</summary>
    public Task UntilAllRestlessAreKnownAsync() => UntilRestlessAreShownAsync("occupied", "recent", "free");

    /// <summary>Ends everything; the files can be read afterwards.</summary>
    public async Task StopAsync()
    {
        foreach (var gateway in _gateways) await gateway.CalmAsync();
        foreach (var gateway in _gateways) await gateway.StopAsync();
        Assert.Equal(0, await Cloud.Process.StopAsync());
    }

    /// <summary>
    /// After <see cref="UntilLevelAsync"/>: ends everything and fails unless the journal holds exactly what the gateways made, and
    /// the series exactly what the journal holds.
    /// </summary>
    public async Task<JournaledReadings> VerifyAsync(ISeriesStore? series = null)
    {
        await StopAsync();
        using var journal = new JournalCopy(JournalPath);
        Difference.AssertNone(LogVerification.Compare(journal, [.. _gateways.Select(gateway => gateway.Record())]).Differences);
        var readings = JournaledReadings.Read(journal);
        Assert.NotEqual(0, readings.Count);
        Difference.AssertNone(await CompareSeriesAsync(readings, series));
        return readings;
    }

    /// <summary>How the series differ from the journal; the cloud must not run where they are the embedded ones (null).</summary>
    public async Task<List<Difference>> CompareSeriesAsync(JournaledReadings readings, ISeriesStore? series)
    {
        if (series is not null) return await SeriesVerification.CompareAsync(readings, series);
        using var letters = Letters("verify-letters.db");
        await using var embedded = new EmbeddedSeriesStore(
            new EmbeddedSeriesOptions { Path = Path.Combine(Cloud.DataDirectory, "series.db") }, letters, TimeProvider.System);
        return await SeriesVerification.CompareAsync(readings, embedded);
    }

    /// <summary>A dead-letter table in the bench's directory, for a store that is only read.</summary>
    public DeadLetterTable Letters(string file) =>
        new(new DeadLetterOptions { Path = Directory.File(file) }, NullLogger<DeadLetterTable>.Instance);

    public async ValueTask DisposeAsync()
    {
        foreach (var gateway in _gateways) await gateway.DisposeAsync();
        if (Cloud is not null) await Cloud.DisposeAsync();
        await Broker.DisposeAsync();
        Directory.Dispose();
    }

    private Task UntilAllRestlessAsync(bool high, params string[] states)
    {
        foreach (var gateway in _gateways)
            foreach (var desk in gateway.Restless) gateway.Pins.Set(desk, high);
        return UntilRestlessAreShownAsync(states);
    }

    private async Task UntilRestlessAreShownAsync(params string[] states) => await LivePage.UntilAsync(
        Cloud.Client, shown => _gateways.All(gateway => gateway.Restless.All(desk => IsOneOf(shown, gateway.Desk(desk), states))), Patience,
        $"all desks {string.Join(" or ", states)}");

    private static bool IsOneOf(IReadOnlyDictionary<string, SeenDesk> shown, string desk, string[] states) =>
        shown.TryGetValue(desk, out var seen) && states.Contains(seen.State);
}
