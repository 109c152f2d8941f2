using Microsoft.EntityFrameworkCore;
using OpcSpaces.Access.Credentials;
using OpcSpaces.Access.Databases;
using OpcSpaces.Access.Logging;
using OpcSpaces.Access.Rows;
using OpcSpaces.Access.Values;
using OpcSpaces.Answers.Problems;
using OpcSpaces.Model.Access;
using OpcSpaces.Points;

namespace OpcSpaces.Access.Displays;

/// <summary>
/// Displays: each has a link with a secret, which a browser exchanges for a cookie. The link works until the display is revoked, so that a screen
/// that has lost its cookies can be set up again. Thread-safe.
/// </summary>
public sealed class DisplayStore
{
    private const string Prefix = "opd_";
    private const int MostDisplays = 200;
    private static readonly TimeSpan SeenPrecision = TimeSpan.FromMinutes(1);

    private readonly AccessDatabase _database;
    private readonly CallerCache _cache;
    private readonly TimeProvider _time;

    internal DisplayStore(AccessDatabase database, CallerCache cache, TimeProvider time) => (_database, _cache, _time) = (database, cache, time);

    /// <summary>The displays of a community, newest first; also those that were revoked.</summary>
    public IReadOnlyList<DisplayInfo> List(string community) => _database.Use(context =>
        context.Displays.AsNoTracking().Where(row => row.Community == community).OrderByDescending(row => row.CreatedAt).ThenBy(row => row.Id).AsEnumerable().Select(Describe).ToList());

    /// <summary>Makes a display.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="community">The community.</param>
    /// <param name="floor">The id of the floor.</param>
    /// <param name="name">What people call it.</param>
    public Outcome<NewDisplay> Create(Actor actor, string community, string? floor, string? name)
    {
        var faults = new List<Fault>();
        if (EntityId.Fault(community) is { } wrong) faults.Add(new Fault("community", community, wrong));
        if (EntityId.Fault(floor ?? "") is { } fault) faults.Add(new Fault("floor", floor, fault));
        if (Label.FaultOf(name, "say where the display is") is { } unnamed) faults.Add(unnamed);
        if (faults.Count > 0) return Outcome.Wrong<NewDisplay>(faults);
        return _database.Use(context =>
        {
            if (context.Displays.Count(row => row.Community == community && row.RevokedAt == null) >= MostDisplays) return Outcome.Wrong<NewDisplay>("name", name, $"the community has {MostDisplays} displays: revoke one first");
            var secret = Secret.New(Prefix);
            var row = new DisplayRow { Id = Secret.NewId(), Hash = Secret.Hash(secret), Name = name!.Trim(), Community = community, Floor = floor!, MadeBy = actor.ShortWho, CreatedAt = _time.GetUtcNow() };
            context.Displays.Add(row);
            context.Note(_time, actor, AccessEvent.DisplayMade, $"{row.Id} ({row.Name}): {community}/{floor}");
            context.SaveChanges();
            return Outcome.Done(new NewDisplay(Describe(row), secret));
        });
    }

    /// <summary>Revokes a display of a community.</summary>
    public Outcome<DisplayInfo> Revoke(Actor actor, string community, string id)
    {
        if (!Secret.IsId(id)) return Outcome.Missing<DisplayInfo>();
        var outcome = _database.Use(context =>
        {
            if (context.Displays.SingleOrDefault(row => row.Id == id && row.Community == community) is not { } display) return Outcome.Missing<DisplayInfo>();
            if (display.RevokedAt is null)
            {
                display.RevokedAt = _time.GetUtcNow();
                context.Note(_time, actor, AccessEvent.DisplayRevoked, $"{id} ({display.Name}): {community}/{display.Floor}");
                context.SaveChanges();
            }

            return Outcome.Done(Describe(display));
        });
        _cache.Clear();
        return outcome;
    }

    /// <summary>The floor that a link is for; null for a link that does not work.</summary>
    public (string Community, string Floor)? FloorOf(string? secret) => Find(secret ?? "") is { Caller.Grants: [var grant] } ? (grant.Place, grant.Part) : null;

    /// <summary>Which display has this secret; null when there is none that works.</summary>
    internal KnownCaller? Find(string secret) =>
        secret.StartsWith(Prefix, StringComparison.Ordinal) ? _cache.Find(secret, hash => _database.Use(context => Read(context, hash))) : null;

    /// <summary>Whether the database has to be asked about it, and nobody had it lately.</summary>
    internal bool IsStrange(string secret) => secret.StartsWith(Prefix, StringComparison.Ordinal) && !_cache.HasLately(secret);

    private KnownCaller? Read(AccessContext context, string hash)
    {
        if (context.Displays.AsNoTracking().SingleOrDefault(row => row.Hash == hash) is not { RevokedAt: null } display) return null;
        var now = _time.GetUtcNow();
        if (display.SeenAt is null || now - display.SeenAt >= SeenPrecision) LastUse.Note(() => context.Displays.Where(row => row.Hash == hash).ExecuteUpdate(set => set.SetProperty(row => row.SeenAt, now)));
        return new KnownCaller(new Caller($"display:{display.Id}", display.Name, [Grant.Display(display.Community, display.Floor)]), CredentialKind.Display, DateTimeOffset.MaxValue);
    }

    private static DisplayInfo Describe(DisplayRow row) => new(row.Id, row.Name, row.Community, row.Floor, row.MadeBy, row.CreatedAt, row.SeenAt, row.RevokedAt);
}
