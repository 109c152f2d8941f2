using Microsoft.Extensions.DependencyInjection;
using Moq;
using OpcSpaces.Api.Settings;
using OpcSpaces.Api.Usage;
using OpcSpaces.Model.Registry.Facts;
using OpcSpaces.Model.Registry.Values;
using OpcSpaces.Registry.Committing;
using OpcSpaces.Registry.Reading;
using OpcSpaces.Storage.Usage;
using OpcSpaces.Testing;

namespace OpcSpaces.Api.Tests.Usage;

public sealed class UsageHistoriesTests
{
    private static readonly DateOnly Today = new(2026, 3, 2);

    [Fact]
    public async Task A_registry_that_changes_all_the_time_holds_no_question_up()
    {
        await using var host = await ApiHost.StartAsync();
        var (store, x) = (new Mock<IUsageStore>(), 0);
        // It changes during every reading.
        store.Setup(it => it.Zones()).Returns(() =>
        {
            Put(host, "desk/4", Interlocked.Increment(ref x));
            return [];
        });
        using var histories = Histories(host, store);
        foreach (var question in Enumerable.Range(10, 5))
        {
            Put(host, $"desk/{question}");
            var before = histories.Loads;
            var part = await histories.ReadAsync("hub", Today.AddDays(-question * 20), Today).WaitAsync(Eventually.Patience);
            Assert.InRange(histories.Loads - before, 1, 2);
            Assert.True(part.History.Places.IndexOf("open-3", $"desk/{question}") >= 0, "The registry is older than the question.");
            Assert.Equal(Today.AddDays(-question * 20), part.History.Span.Days[0].Date);
        }
    }

    [Fact]
    public async Task A_question_that_finds_an_older_reading_waits_for_one_more_and_no_longer()
    {
        await using var host = await ApiHost.StartAsync();
        using var goOn = new SemaphoreSlim(0);
        using var begun = new SemaphoreSlim(0);
        var store = new Mock<IUsageStore>();
        store.Setup(it => it.Zones()).Returns(() =>
        {
            begun.Release();
            Assert.True(goOn.Wait(Eventually.Patience));
            return [];
        });
        using var histories = Histories(host, store);
        var first = histories.ReadAsync("hub", Today.AddDays(-7), Today);
        await begun.WaitAsync().WaitAsync(Eventually.Patience);
        Put(host, "desk/5");
        var second = histories.ReadAsync("hub", Today.AddDays(-400), Today);
        goOn.Release();
        // The first one has what was there when it began.
        Assert.True((await first.WaitAsync(Eventually.Patience)).History.Places.IndexOf("open-3", "desk/5") < 0);
        Put(host, "desk/6");
        goOn.Release();
        var part = await second.WaitAsync(Eventually.Patience);
        Assert.True(part.History.Places.IndexOf("open-3", "desk/5") >= 0);
        Assert.Equal((2, Today.AddDays(-400)), (histories.Loads, part.History.Span.Days[0].Date));
    }

    private static UsageHistories Histories(ApiHost host, Mock<IUsageStore> store) =>
        new(new WatchedUsageStore(store.Object), host.Services.GetRequiredService<RegistryBook>(), new ApiOptions(), host.Time);

    private static void Put(ApiHost host, string desk, int x = 1) => Assert.IsType<Committed>(
        host.Services.GetRequiredService<RegistryStore>().Commit(new RegistryEdit("eva", "test") { Put = [new Desk("hub", "open-3", desk, x % 10, 1, 0, Tags.Of())] }));
}
