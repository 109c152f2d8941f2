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
internal sealed class FaultBench() : SpineSite("faults")
{
    /// <summary>For what must come; generous, because nothing waits longer than it has to.</summary>
    public static readonly TimeSpan Patience = Eventually.Patience;

    private readonly List<RestlessGateway> _gateways = [];

    /// <param name="dataDirectory">The cloud's; null for one of the bench's own.</param>
    /// <param name="cloudPort">Where the cloud finds the broker, given the broker's port; null for the broker itself.</param>
    /// <param name="cloudArguments">Further options of the cloud.</param>
    public static Task<FaultBench> StartAsync(string? dataDirectory = null, Func<int, int>? cloudPort = null, params IEnumerable<string> cloudArguments) =>
        StartAsync(BrokerKind.Mosquitto, dataDirectory, cloudPort, cloudArguments);

    /// <summary>The same with a choice of the broker.</summary>
    public static async Task<FaultBench> StartAsync(BrokerKind broker, string? dataDirectory = null, Func<int, int>? cloudPort = null, params IEnumerable<string> cloudArguments)
    {
        var bench = new FaultBench();
        await bench.OpenAsync(broker, dataDirectory, cloudPort, cloudArguments);
        return bench;
    }

    /// <summary>Adds an agent and waits until the cloud has its first batch.</summary>
    public async Task<RestlessGateway> AddGatewayAsync(
        string name, int desks, int? brokerPort = null, Func<GatewayConfig, GatewayConfig>? adjust = null, TimeProvider? clock = null)
    {
        var gateway = new RestlessGateway(name, brokerPort ?? BrokerPort, desks, adjust, clock);
        _gateways.Add(gateway);
        await Eventually.ThatAsync(() => gateway.Health is { Connected: true, Committed: > 0 }, Patience, $"the first batch of {name} to be committed", () => Cloud.Process.Log);
        return gateway;
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

    protected override async Task StopGatewaysAsync()
    {
        foreach (var gateway in _gateways) await gateway.CalmAsync();
        foreach (var gateway in _gateways) await gateway.StopAsync();
    }

    protected override async Task DisposeGatewaysAsync()
    {
        foreach (var gateway in _gateways) await gateway.DisposeAsync();
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
