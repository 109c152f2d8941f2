using Moq;
using OpcSpaces.Cloud.Privacy;
using OpcSpaces.Cloud.Settings;
using OpcSpaces.Storage.Deletions;
using OpcSpaces.Storage.Series;

namespace OpcSpaces.Cloud.Tests.Privacy;

/// <summary>What is logged of readings that were removed, and when a server is asked.</summary>
public sealed class SeriesRetentionTests
{
    private static readonly DateTimeOffset Now = new(2026, 5, 1, 9, 0, 0, TimeSpan.Zero);
    private readonly Mock<ISeriesStore> _store = new();
    private readonly List<Deletion> _logged = [];
    private readonly List<DateTimeOffset> _asked = [];

    [Fact]
    public async Task What_was_removed_before_a_fault_is_logged_once()
    {
        Answer(removed =>
        {
            removed("", 5_000);
            removed("", 20);
            throw new SeriesUnavailableException("no disk", new IOException());
        });
        var retention = Retention();
        await Assert.ThrowsAsync<SeriesUnavailableException>(() => RunAsync(retention, Now));
        Assert.Equal([5_020L], _logged.Select(entry => entry.Count));

        Answer(removed => removed("", 7));
        await RunAsync(retention, Now.AddHours(1));
        await RunAsync(retention, Now.AddHours(2));
        Assert.Equal([5_020L, 7, 7], _logged.Select(entry => entry.Count));
    }

    [Fact]
    public async Task A_server_that_does_not_count_is_asked_once_a_day_about_our_communities_and_says_up_to_when()
    {
        Answer(removed =>
        {
            removed("hub-a", null);
            removed("hub-b", null);
        });
        var retention = Retention();
        foreach (var hours in (int[])[0, 1, 14]) await RunAsync(retention, Now.AddHours(hours));
        Assert.Equal([Now.AddDays(-30)], _asked);
        Assert.Equal(Now.AddDays(-30), retention.DueBefore(Now.AddHours(14)));
        await RunAsync(retention, Now.AddHours(15));
        Assert.Equal([Now.AddDays(-30), Now.AddHours(15).AddDays(-30)], _asked);
        Assert.Equal(["hub-a", "hub-b", "hub-a", "hub-b"], _logged.Select(entry => entry.Community));
        _store.Verify(store => store.ExpireAsync("access", It.Is<IReadOnlyCollection<string>>(of => of.SequenceEqual(new[] { "hub-a", "hub-b" })), It.IsAny<DateTimeOffset>(), It.IsAny<Action<string, long?>>(), It.IsAny<CancellationToken>()), Times.Exactly(2));
    }

    private SeriesRetention Retention() => new(_store.Object, () => ["hub-a", "hub-b"], "access", new PrivacyOptions());

    private Task<string?> RunAsync(SeriesRetention retention, DateTimeOffset now) => retention.RunAsync(retention.DueBefore(now), _logged.Add, CancellationToken.None);

    private void Answer(Action<Action<string, long?>> answer) => _store
        .Setup(store => store.ExpireAsync(It.IsAny<string>(), It.IsAny<IReadOnlyCollection<string>>(), It.IsAny<DateTimeOffset>(), It.IsAny<Action<string, long?>>(), It.IsAny<CancellationToken>()))
        .Returns((string _, IReadOnlyCollection<string> _, DateTimeOffset before, Action<string, long?> removed, CancellationToken _) =>
        {
            _asked.Add(before);
            answer(removed);
            return Task.CompletedTask;
        });
}
