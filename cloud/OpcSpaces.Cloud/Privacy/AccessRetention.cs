using OpcSpaces.Access.Expiry;
using OpcSpaces.Cloud.Settings;
using OpcSpaces.Storage.Deletions;

namespace OpcSpaces.Cloud.Privacy;

/// <summary>Old entries of the access log, and sessions that have ended.</summary>
internal sealed class AccessRetention(AccessExpiry expiry, PrivacyOptions options) : IRetention
{
    public RetentionRule Rule { get; } = RetentionRule.AccessLog(options);

    public Task<string?> RunAsync(DateTimeOffset before, Action<Deletion> log, CancellationToken stop)
    {
        var (count, from) = expiry.ExpireLog(before);
        if (count > 0) log(new Deletion(Rule.Kind, "", from, before, count, Rule.Setting));
        var (sessions, endedBefore) = expiry.ExpireSessions();
        if (sessions > 0) log(new Deletion(InstallationKinds.Sessions, "", null, endedBefore, sessions, "access.sessionHours"));
        return Task.FromResult<string?>(null);
    }
}
