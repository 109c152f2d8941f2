using OpcSpaces.Access.Expiry;
using OpcSpaces.Cloud.Settings;
using OpcSpaces.Storage.Deletions;

namespace OpcSpaces.Cloud.Privacy;

/// <summary>Old entries of the access log, and sessions that have ended.</summary>
internal sealed class AccessRetention(AccessExpiry expiry, PrivacyOptions options) : IRetention
{
    public string Kind => InstallationKinds.AccessLog;

    public string Rule => $"privacy.accessLogDays={options.AccessLogDays}";

    public DateTimeOffset DueBefore(DateTimeOffset now) => now.AddDays(-options.AccessLogDays);

    public Task<string?> RunAsync(DateTimeOffset before, Action<Deletion> log, CancellationToken stop)
    {
        var (count, from) = expiry.ExpireLog(before);
        if (count > 0) log(new Deletion(Kind, "", from, before, count, Rule));
        var (sessions, endedBefore) = expiry.ExpireSessions();
        if (sessions > 0) log(new Deletion(InstallationKinds.Sessions, "", null, endedBefore, sessions, "access.sessionHours"));
        return Task.FromResult<string?>(null);
    }
}
