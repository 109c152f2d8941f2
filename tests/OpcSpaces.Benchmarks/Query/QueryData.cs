using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using OpcSpaces.Benchmarks.Metrics;
using OpcSpaces.Model.Registry.Facts;
using OpcSpaces.Model.Usage;
using OpcSpaces.Points;
using OpcSpaces.Registry;
using OpcSpaces.Registry.Committing;
using OpcSpaces.Registry.Databases;
using OpcSpaces.Storage.DeadLetters;
using OpcSpaces.Storage.Journaling;
using OpcSpaces.Storage.Series;
using OpcSpaces.Storage.Series.Embedded;
using OpcSpaces.Storage.Usage;

namespace OpcSpaces.Benchmarks.Query;

/// <summary>The data directory of a cloud with a year of 1,000 desks and some meters that report once a minute, written by the cloud's own stores.</summary>
/// <param name="directory">The data directory.</param>
/// <param name="year">The community and its usage records.</param>
internal sealed class QueryData(string directory, SyntheticYear year)
{
    public const int Meters = 10;
    private const long MsPerMinute = 60_000;
    private const long NsPerMs = 1_000_000;
    private const int MinutesPerBatch = 5_000;

    /// <summary>The zone of a meter; its point is <c>meter/1</c>.</summary>
    public static string ZoneOf(int meter) => SyntheticYear.ZoneId(meter);

    public async Task WriteAsync(CancellationToken stop)
    {
        Directory.CreateDirectory(directory);
        using var journal = new Journal(new JournalOptions { Path = Path.Combine(directory, "journal.db") });
        await FillRegistryAsync(journal, stop);
        FillUsage(journal.Identity, stop);
        await FillSeriesAsync(journal.Identity, stop);
    }

    private async Task FillRegistryAsync(Journal journal, CancellationToken stop)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(journal);
        builder.Services.AddRegistry(new RegistryOptions { Path = Path.Combine(directory, "registry.db") });
        using var host = builder.Build();
        await host.StartAsync(stop);
        var rows = year.Rows;
        var outcome = host.Services.GetRequiredService<RegistryStore>().Commit(new RegistryEdit("benchmark", "query")
        {
            Put = [.. rows.Of<District>(), .. rows.Of<CommunityFacts>(), .. rows.Of<OpeningHours>(), .. rows.Of<Floor>(), .. rows.Of<Zone>(), .. rows.Of<Desk>()],
        });
        if (outcome is not Committed) throw new InvalidOperationException($"The registry does not take the community: {outcome}");
        await host.StopAsync(stop);
    }

    private void FillUsage(JournalIdentity journal, CancellationToken stop)
    {
        using var store = new SqliteUsageStore(Path.Combine(directory, "usage.db"));
        store.BelongTo(journal);
        for (var zone = 0; zone < SyntheticYear.Zones; zone++)
        {
            stop.ThrowIfCancellationRequested();
            store.Write([.. year.Records(zone).Select(record => new EmittedRecord(record, UsageContent.Write(record), 1))], null);
        }
    }

    private async Task FillSeriesAsync(JournalIdentity journal, CancellationToken stop)
    {
        using var letters = new DeadLetterTable(new DeadLetterOptions { Path = Path.Combine(directory, "dead-letters.db") }, NullLogger<DeadLetterTable>.Instance);
        await using var store = new EmbeddedSeriesStore(new EmbeddedSeriesOptions { Path = Path.Combine(directory, "series.db") }, letters, TimeProvider.System);
        store.BelongTo(journal);
        var catalog = new SeriesCatalog();
        SeriesKey[] meters = [.. Enumerable.Range(0, Meters).Select(meter => catalog.Of(Measurements.Energy, SyntheticYear.Id, ZoneOf(meter), "meter/1", PointMetric.Energy.Name))];
        var (batch, registers, random) = (new SeriesBatch(), new ulong[Meters], new Random(1));
        var (from, to) = (year.Span.OriginMs, year.Span.StartMs(year.Span.Hours));
        for (var (at, minutes) = (from, 0); at < to; at += MsPerMinute, minutes++)
        {
            // As they come: all meters in the order of time.
            for (var meter = 0; meter < Meters; meter++) batch.Add(meters[meter], at * NsPerMs, PointValue.Of(registers[meter] += (ulong)random.Next(40)));
            if (minutes % MinutesPerBatch > 0 && at + MsPerMinute < to) continue;
            await store.WriteAsync(batch, 0, stop);
            batch.Clear();
        }
    }
}
