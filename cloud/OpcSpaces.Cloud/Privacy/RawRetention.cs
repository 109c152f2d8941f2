using OpcSpaces.Cloud.Settings;
using OpcSpaces.Projections.Expiry;
using OpcSpaces.Storage.Deletions;

namespace OpcSpaces.Cloud.Privacy;

/// <summary>The content of old batches in the journal. What has expired is logged every ten seconds, by community; the journal itself keeps beside each batch when its content was removed.</summary>
internal sealed class RawRetention(RawExpiry expiry, PrivacyOptions options, TimeProvider time) : IRetention
{
    private static readonly TimeSpan LogEvery = TimeSpan.FromSeconds(10);

    private readonly string _overdue = $"privacy.rawDays={options.RawDays} and rawHeldDays={options.RawHeldDays}";

    public RetentionRule Rule { get; } = RetentionRule.Raw(options);

    public async Task<string?> RunAsync(DateTimeOffset before, Action<Deletion> log, CancellationToken stop)
    {
        var pending = new SortedDictionary<(string Community, bool IsOverdue), ExpiredOfCommunity>();
        var loggedAt = time.GetTimestamp();
        try
        {
            return (await expiry.RunAsync(before, before.AddDays(-options.RawHeldDays), OnStep, stop)).HeldBack;
        }
        finally
        {
            Log();
        }

        void OnStep(IReadOnlyList<ExpiredOfCommunity> step, bool isOverdue)
        {
            foreach (var it in step) pending[(it.Community, isOverdue)] = pending.TryGetValue((it.Community, isOverdue), out var sum) ? sum.With(it) : it;
            if (time.GetElapsedTime(loggedAt) >= LogEvery) Log();
        }

        void Log()
        {
            // One that could not be logged stays, and is logged with the next.
            while (pending.Count > 0)
            {
                var (key, it) = pending.First();
                log(new Deletion(Rule.Kind, it.Community, DateTimeOffset.FromUnixTimeMilliseconds(it.FromMs), DateTimeOffset.FromUnixTimeMilliseconds(it.ToMs), it.Entries, key.IsOverdue ? _overdue : Rule.Setting));
                pending.Remove(key);
            }

            loggedAt = time.GetTimestamp();
        }
    }
}
