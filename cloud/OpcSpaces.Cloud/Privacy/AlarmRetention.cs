using OpcSpaces.Alarms.Storing;
using OpcSpaces.Cloud.Settings;
using OpcSpaces.Storage.Deletions;

namespace OpcSpaces.Cloud.Privacy;

/// <summary>Alarms that were cleared long ago, with what happened to them: they name doors, zones and who took care. Open ones stay.</summary>
internal sealed class AlarmRetention(AlarmStore store, PrivacyOptions options) : IRetention
{
    private const int AtATime = 200;

    public RetentionRule Rule { get; } = RetentionRule.Alarms(options);

    public async Task<string?> RunAsync(DateTimeOffset before, Action<Deletion> log, CancellationToken stop)
    {
        foreach (var community in store.Communities)
        {
            while (store.Expire(community, before, AtATime) is ( > 0 and var count, var from))
            {
                log(new Deletion(Rule.Kind, community, from, before, count, Rule.Setting));
                stop.ThrowIfCancellationRequested();
                await Task.Yield();
            }
        }

        return null;
    }
}
