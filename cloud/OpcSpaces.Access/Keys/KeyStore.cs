using Microsoft.EntityFrameworkCore;
using OpcSpaces.Access.Credentials;
using OpcSpaces.Access.Databases;
using OpcSpaces.Access.Logging;
using OpcSpaces.Access.Rows;
using OpcSpaces.Access.Settings;
using OpcSpaces.Access.Values;
using OpcSpaces.Answers.Problems;
using OpcSpaces.Model.Access;

namespace OpcSpaces.Access.Keys;

/// <summary>Keys of programs: <c>opk_ID_SECRET</c>, of which the database has the id and a hash. Thread-safe.</summary>
public sealed class KeyStore
{
    /// <summary>What every key begins with.</summary>
    public const string Prefix = "opk_";

    private const int MostKeys = 100;
    private static readonly TimeSpan UsedPrecision = TimeSpan.FromMinutes(1);

    private readonly AccessDatabase _database;
    private readonly AccessOptions _options;
    private readonly CallerCache _cache;
    private readonly TimeProvider _time;
    private readonly IExistingPlaces _places;

    internal KeyStore(AccessDatabase database, AccessOptions options, CallerCache cache, IExistingPlaces places, TimeProvider time) => (_database, _options, _cache, _places, _time) = (database, options, cache, places, time);

    /// <summary>The keys of an account, or of all when it is null, newest first; also those that do not work any more.</summary>
    public IReadOnlyList<KeyInfo> List(string? account) => _database.Use(context =>
        context.Keys.AsNoTracking().Where(row => account == null || row.AccountId == account).OrderByDescending(row => row.CreatedAt).ThenBy(row => row.Id).AsEnumerable().Select(Describe).ToList());

    /// <summary>Makes a key for a program.</summary>
    /// <param name="maker">An account; a key gives no more than it has itself.</param>
    /// <param name="source">Where the maker asks from.</param>
    /// <param name="name">What it is for.</param>
    /// <param name="grants">Roles in places, as text.</param>
    /// <param name="days">How long it works; null for as long as is allowed.</param>
    public Outcome<NewKey> Create(Caller maker, string source, string? name, IReadOnlyList<string?> grants, int? days)
    {
        var faults = AccountGrants.Read(grants, _places, out var read).ToList();
        if (Label.FaultOf(name, "say what the key is for") is { } wrong) faults.Add(wrong);
        if (grants.Count == 0) faults.Add(new Fault("grants", null, "give at least one role, such as facilityManager:COMMUNITY"));
        if (days is { } given && (given < 1 || given > _options.KeyDays)) faults.Add(new Fault("days", $"{given}", $"give a whole number from 1 to {_options.KeyDays}"));
        foreach (var (index, grant) in read.Index())
        {
            if (!maker.Grants.Any(own => AccessRules.Includes(own, grant))) faults.Add(new Fault($"grants[{index}]", grant.ToString(), "give only what you have yourself"));
        }

        if (faults.Count > 0) return Outcome.Wrong<NewKey>(faults);
        return _database.Use(context =>
        {
            var now = _time.GetUtcNow();
            if (context.Keys.Count(row => row.AccountId == maker.Id && row.RevokedAt == null && row.ExpiresAt > now) >= MostKeys) return Outcome.Wrong<NewKey>("name", name, $"you have {MostKeys} keys that work: revoke one first");
            var id = Secret.NewId();
            var key = Secret.New($"{Prefix}{id}_");
            var row = new KeyRow
            {
                Id = id,
                Hash = Secret.Hash(key),
                Name = name!.Trim(),
                AccountId = maker.Id,
                Grants = AccountGrants.Join(read),
                CreatedAt = now,
                ExpiresAt = now + TimeSpan.FromDays(days ?? _options.KeyDays),
            };
            context.Keys.Add(row);
            context.Note(_time, new Actor(maker.Id, source), AccessEvent.KeyMade, $"{id} ({row.Name}): {AccountGrants.Say(read)}");
            context.SaveChanges();
            return Outcome.Done(new NewKey(Describe(row), key));
        });
    }

    /// <summary>Revokes a key.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="id">Of the key.</param>
    /// <param name="account">Whose key it has to be; null for anybody's.</param>
    public Outcome<KeyInfo> Revoke(Actor actor, string id, string? account)
    {
        if (!Secret.IsId(id)) return Outcome.Missing<KeyInfo>();
        var outcome = _database.Use(context =>
        {
            if (context.Keys.SingleOrDefault(row => row.Id == id && (account == null || row.AccountId == account)) is not { } key) return Outcome.Missing<KeyInfo>();
            if (key.RevokedAt is null)
            {
                key.RevokedAt = _time.GetUtcNow();
                context.Note(_time, actor, AccessEvent.KeyRevoked, $"{id} ({key.Name})");
                context.SaveChanges();
            }

            return Outcome.Done(Describe(key));
        });
        _cache.Clear();
        return outcome;
    }

    /// <summary>Who has this key; null when there is none that works.</summary>
    internal KnownCaller? Find(string key) =>
        key.StartsWith(Prefix, StringComparison.Ordinal) ? _cache.Find(key, hash => _database.Use(context => Read(context, hash))) : null;

    /// <summary>Whether the database has to be asked about it, and nobody had it lately.</summary>
    internal bool IsStrange(string key) => key.StartsWith(Prefix, StringComparison.Ordinal) && !_cache.HasLately(key);

    private KnownCaller? Read(AccessContext context, string hash)
    {
        var now = _time.GetUtcNow();
        if (context.Keys.AsNoTracking().SingleOrDefault(row => row.Hash == hash) is not { RevokedAt: null } key || now >= key.ExpiresAt) return null;
        if (context.Users.AsNoTracking().SingleOrDefault(row => row.Id == key.AccountId) is not { IsRevoked: false }) return null;
        var ends = IssuerSignIn.EndOf(context, key.AccountId, _options) is { } end && (key.ExpiresAt is null || end < key.ExpiresAt) ? end : key.ExpiresAt ?? DateTimeOffset.MaxValue;
        if (now >= ends) return null;
        if (key.UsedAt is null || now - key.UsedAt >= UsedPrecision) LastUse.Note(() => context.Keys.Where(row => row.Hash == hash).ExecuteUpdate(set => set.SetProperty(row => row.UsedAt, now)));
        var maker = AccountGrants.Of(context, key.AccountId);
        return new KnownCaller(
            new Caller($"key:{key.Id}", key.Name, [.. AccountGrants.Split(key.Grants).Where(grant => maker.Any(own => AccessRules.Includes(own, grant)))]),
            CredentialKind.Key,
            ends);
    }

    private static KeyInfo Describe(KeyRow row) => new(row.Id, row.Name, row.AccountId, AccountGrants.Split(row.Grants), row.CreatedAt, row.ExpiresAt, row.UsedAt, row.RevokedAt);
}
