using Microsoft.EntityFrameworkCore;
using OpcSpaces.Access.Databases;
using OpcSpaces.Access.Logging;
using OpcSpaces.Access.Rows;
using OpcSpaces.Access.Settings;
using OpcSpaces.Access.Values;
using OpcSpaces.Model.Access;

namespace OpcSpaces.Access.Credentials;

/// <summary>
/// Browsers that have signed in. A session ends when it was not used for a while, some time after the sign-in in any case, when somebody
/// signs out, and when the password, the grants or the passkeys of the account change. Thread-safe.
/// </summary>
internal sealed class SessionStore(AccessDatabase database, AccessOptions options, CallerCache cache, TimeProvider time)
{
    private const string Prefix = "ops_";
    private static readonly TimeSpan SeenPrecision = TimeSpan.FromMinutes(1);

    public TimeSpan Longest => TimeSpan.FromHours(options.SessionHours);

    /// <summary>Adds a session to the context, and returns its secret.</summary>
    /// <param name="context">Where it is added.</param>
    /// <param name="account">Whose it is.</param>
    /// <param name="signedInAt">When its owner has signed in, where it takes the place of a former session; null for now.</param>
    public string Start(AccessContext context, Account account, DateTimeOffset? signedInAt = null)
    {
        var (secret, now) = (Secret.New(Prefix), time.GetUtcNow());
        context.Sessions.Add(new SessionRow { Hash = Secret.Hash(secret), AccountId = account.Id, Stamp = account.SecurityStamp ?? "", CreatedAt = signedInAt ?? now, SeenAt = now });
        // Here, because nobody else needs those that have ended.
        var dead = now - Longest;
        context.Sessions.Where(row => row.CreatedAt < dead).ExecuteDelete();
        return secret;
    }

    /// <summary>Who has this session; null when there is none, or it has ended.</summary>
    public KnownCaller? Find(string secret) => secret.StartsWith(Prefix, StringComparison.Ordinal) ? cache.Find(secret, hash => Read(hash, isUse: true)) : null;

    /// <summary>Whether somebody had this session lately; the database is not asked.</summary>
    public bool IsKnown(string secret) => secret.StartsWith(Prefix, StringComparison.Ordinal) && cache.HasLately(secret);

    /// <summary>Whether the database has to be asked about it, and nobody had it lately.</summary>
    public bool IsStrange(string secret) => secret.StartsWith(Prefix, StringComparison.Ordinal) && !cache.HasLately(secret);

    /// <summary>The same, without a use of the session: a page that is left open does not keep it.</summary>
    public KnownCaller? Look(string secret) => secret.StartsWith(Prefix, StringComparison.Ordinal) ? Read(Secret.Hash(secret), isUse: false) : null;

    /// <summary>Ends one session; does nothing when there is none.</summary>
    public void End(string secret, Actor actor)
    {
        var hash = Secret.Hash(secret);
        database.Use(context =>
        {
            if (context.Sessions.Where(row => row.Hash == hash).ExecuteDelete() == 0) return false;
            context.Note(time, actor, AccessEvent.SignedOut);
            return context.SaveChanges() > 0;
        });
        cache.Clear();
    }

    private KnownCaller? Read(string hash, bool isUse) => database.Use(context => Read(context, hash, isUse));

    private KnownCaller? Read(AccessContext context, string hash, bool isUse)
    {
        if (context.Sessions.AsNoTracking().SingleOrDefault(row => row.Hash == hash) is not { } session) return null;
        var now = time.GetUtcNow();
        if (now >= session.CreatedAt + Longest || now >= session.SeenAt + TimeSpan.FromMinutes(options.SessionIdleMinutes)) return null;
        if (context.Users.AsNoTracking().SingleOrDefault(row => row.Id == session.AccountId) is not { IsRevoked: false } account || account.SecurityStamp != session.Stamp) return null;
        if (isUse && now - session.SeenAt >= SeenPrecision) LastUse.Note(() => context.Sessions.Where(row => row.Hash == hash).ExecuteUpdate(set => set.SetProperty(row => row.SeenAt, now)));
        return new KnownCaller(new Caller(account.Id, account.FullName, AccountGrants.Of(context, account.Id)), CredentialKind.Session, session.CreatedAt + Longest) { SignedInAt = session.CreatedAt };
    }
}
