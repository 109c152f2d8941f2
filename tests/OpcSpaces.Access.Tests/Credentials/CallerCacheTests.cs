using Microsoft.Extensions.Time.Testing;
using OpcSpaces.Access.Credentials;
using OpcSpaces.Databases;
using OpcSpaces.Model.Access;

namespace OpcSpaces.Access.Tests.Credentials;

public class CallerCacheTests
{
    private static readonly KnownCaller Eva = new(new Caller("eva", "Eva", [Grant.Administrator]), CredentialKind.Session, DateTimeOffset.MaxValue);
    private readonly FakeTimeProvider _time = new();
    private readonly CallerCache _cache;
    private int _reads;
    private bool _isAway;
    private KnownCaller? _stored = Eva;

    public CallerCacheTests() => _cache = new CallerCache(_time);

    [Fact]
    public void A_caller_is_read_once_in_a_while()
    {
        Assert.Equal(Eva, Find());
        Assert.Equal(Eva, Find());
        Assert.Equal(1, _reads);
        _time.Advance(CallerCache.KeptFor);
        Assert.Equal(Eva, Find());
        Assert.Equal(2, _reads);
    }

    [Fact]
    public void Whoever_was_known_stays_known_for_a_while_when_the_database_goes_away()
    {
        Find();
        _isAway = true;
        _time.Advance(CallerCache.KeptWhileAway - TimeSpan.FromSeconds(1));
        Assert.Equal(Eva, Find());
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Throws<DatabaseUnavailableException>(Find);
    }

    [Fact]
    public void A_stranger_is_not_let_in_when_the_database_is_away()
    {
        _isAway = true;
        Assert.Throws<DatabaseUnavailableException>(Find);
    }

    [Fact]
    public void Whoever_was_revoked_before_the_database_went_away_is_not_known_any_more()
    {
        Find();
        _stored = null;
        _time.Advance(CallerCache.KeptFor);
        Assert.Null(Find());
        _isAway = true;
        Assert.Throws<DatabaseUnavailableException>(Find);
    }

    [Fact]
    public void A_credential_ends_at_its_time_although_it_was_read_a_moment_ago()
    {
        _stored = Eva with { EndsAt = _time.GetUtcNow() + TimeSpan.FromSeconds(5) };
        Assert.NotNull(Find());
        _stored = null;
        _time.Advance(TimeSpan.FromSeconds(5));
        Assert.Null(Find());
    }

    [Fact]
    public void What_was_read_before_a_change_is_not_kept()
    {
        Assert.Equal(Eva, _cache.Find("secret", _ =>
        {
            // Somebody revokes it between the answer of the database and here.
            _cache.Clear();
            return Eva;
        }));
        _stored = null;
        Assert.Null(Find());
    }

    [Fact]
    public void A_change_makes_nobody_strange_but_whom_it_ended()
    {
        Assert.False(_cache.HasLately("secret"));
        Find();
        _cache.Clear();
        Assert.True(_cache.HasLately("secret"));
        Assert.Equal(Eva, Find());
        Assert.Equal(2, _reads);

        _stored = null;
        _cache.Clear();
        Assert.Null(Find());
        Assert.False(_cache.HasLately("secret"));
    }

    [Fact]
    public void Who_had_a_secret_lately_is_known_for_a_while_and_no_longer_than_the_secret_lasts()
    {
        Find();
        _time.Advance(CallerCache.KeptWhileAway - TimeSpan.FromSeconds(1));
        Assert.True(_cache.HasLately("secret"));
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.False(_cache.HasLately("secret"));

        _stored = Eva with { EndsAt = _time.GetUtcNow() + TimeSpan.FromSeconds(5) };
        Find();
        _time.Advance(TimeSpan.FromSeconds(5));
        Assert.False(_cache.HasLately("secret"));
    }

    private KnownCaller? Find() => _cache.Find("secret", _ =>
    {
        _reads++;
        return _isAway ? throw new DatabaseUnavailableException("away") : _stored;
    });
}
