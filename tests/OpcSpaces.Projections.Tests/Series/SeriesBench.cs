using Microsoft.Extensions.Time.Testing;
using OpcSpaces.Ingest.Testing;
using OpcSpaces.Projections.Series;
using OpcSpaces.Storage.DeadLetters;
using OpcSpaces.Storage.Series;
using OpcSpaces.Testing;
using OpcSpaces.Wire.Outbox;

namespace OpcSpaces.Projections.Tests.Series;

/// <summary>A cloud, a gateway and the series projection behind the journal.</summary>
internal sealed class SeriesBench : IDisposable
{
    public SeriesBench()
    {
        Cloud = new TestCloud(Time, Directory);
        Gateway = new SimulatedGateway("C1", "G1", 2, Time, seed: 1);
    }

    public FakeTimeProvider Time { get; } = new(FakeTime.Start);

    public TemporaryDirectory Directory { get; } = new("series");

    public TestCloud Cloud { get; }

    public SimulatedGateway Gateway { get; }

    public MemorySeriesStore Store { get; } = new();

    public long NowMs => Time.GetUtcNow().ToUnixTimeMilliseconds();

    public Task ProjectAsync(int atATime = 512) => ProjectAsync(Store, Cloud.DeadLetters, atATime);

    /// <summary>A projection of its own, as after a restart, from the store's position to the journal's end.</summary>
    public Task ProjectAsync(ISeriesStore store, DeadLetterTable deadLetters, int atATime) => ProjectAsync(Cloud, store, deadLetters, atATime);

    public static Task ProjectAsync(TestCloud cloud, ISeriesStore store) => ProjectAsync(cloud, store, cloud.DeadLetters, 512);

    private static async Task ProjectAsync(TestCloud cloud, ISeriesStore store, DeadLetterTable deadLetters, int atATime)
    {
        var projection = new SeriesProjection(store, deadLetters, new SeriesCatalog(), TimeSpan.Zero);
        var position = await projection.ResumeAsync(cloud.Journal, cloud.Journal.LastId, CancellationToken.None);
        while (cloud.Journal.Read(position, atATime) is { Count: > 0 } entries)
        {
            await projection.ApplyAsync(entries, CancellationToken.None);
            position = entries[^1].Id;
        }
    }

    /// <summary>The gateway connects and sends one batch: of its first zone, of another, or its own.</summary>
    public void Deliver(Action<ContentWriter> write, int device = 0)
    {
        Cloud.Deliver(Gateway.Connect());
        Gateway.Append(device, Bytes.Content(write));
        Cloud.Deliver(Gateway.Send(1));
    }

    public void Dispose()
    {
        Cloud.Dispose();
        Directory.Dispose();
    }
}
