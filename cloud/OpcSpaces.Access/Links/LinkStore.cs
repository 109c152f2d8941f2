using Microsoft.EntityFrameworkCore;
using OpcSpaces.Access.Logging;
using OpcSpaces.Access.Rows;
using OpcSpaces.Access.Settings;
using OpcSpaces.Access.Values;

namespace OpcSpaces.Access.Links;

/// <summary>Links that work once. Thread-safe.</summary>
internal sealed class LinkStore(AccessOptions options, TimeProvider time)
{
    private const string Prefix = "opl_";

    /// <summary>Adds a link to the context, in place of former ones of the same kind and account. The link to the first administrator does not expire; it is replaced at each start.</summary>
    public (string Secret, DateTimeOffset? ExpiresAt) Add(AccessContext context, LinkKind kind, string account, Actor? actor)
    {
        var (secret, now) = (Secret.New(Prefix), time.GetUtcNow());
        context.Links.RemoveRange(context.Links.Where(row => row.Kind == kind && row.AccountId == account));
        var link = new LinkRow { Hash = Secret.Hash(secret), Kind = kind, AccountId = account, CreatedAt = now, ExpiresAt = kind == LinkKind.FirstAdministrator ? null : now + TimeSpan.FromHours(options.LinkHours) };
        context.Links.Add(link);
        if (actor is not null) context.Note(time, actor, AccessEvent.LinkMade, Describe(link));
        return (secret, link.ExpiresAt);
    }

    /// <summary>A link that still works; null for another one.</summary>
    public LinkRow? Find(AccessContext context, string? secret)
    {
        var hash = Secret.Hash(secret ?? "");
        var link = context.Links.AsNoTracking().SingleOrDefault(row => row.Hash == hash);
        return link is null || time.GetUtcNow() >= link.ExpiresAt ? null : link;
    }

    /// <summary>Uses a link up; false when somebody else did in the meantime. In a transaction with what it does.</summary>
    public static bool TryUse(AccessContext context, LinkRow link) => context.Links.Where(row => row.Hash == link.Hash).ExecuteDelete() == 1;

    public static string Describe(LinkRow link) => link.Kind == LinkKind.Password ? $"a password for {link.AccountId}" : "an administrator";
}
