using Microsoft.Extensions.Time.Testing;
using OpcSpaces.Access.Passkeys;

namespace OpcSpaces.Access.Tests.Passkeys;

/// <summary>A challenge is answered once (WebAuthn Level 3 §13.4.3).</summary>
public class PendingPasskeysTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void A_challenge_can_be_taken_once()
    {
        var pending = new PendingPasskeys(_time);
        var id = pending.Add("state", "eva", "");
        Assert.Equal(("state", "eva"), (pending.Take(id) is { } taken) ? (taken.State, taken.Account) : default);
        Assert.Null(pending.Take(id));
        Assert.Null(pending.Take(null));
        Assert.Null(pending.Take("another"));
    }

    [Fact]
    public void A_challenge_ends_after_five_minutes()
    {
        var pending = new PendingPasskeys(_time);
        var id = pending.Add("state", null, "192.0.2.1");
        _time.Advance(TimeSpan.FromMinutes(5));
        Assert.Null(pending.Take(id));
    }

    [Fact]
    public void Strangers_who_ask_for_many_do_not_fill_the_memory()
    {
        var pending = new PendingPasskeys(_time);
        var first = pending.Add("state", null, "192.0.2.1");
        for (var i = 0; i < 5_000; i++) pending.Add("state", null, $"10.0.{i / 250}.{i % 250}");
        Assert.Null(pending.Take(first));
        Assert.NotNull(pending.Take(pending.Add("state", null, "192.0.2.1")));
    }

    [Fact]
    public void A_stranger_who_asks_for_many_loses_the_own_ones_and_nobody_elses()
    {
        var pending = new PendingPasskeys(_time);
        var (own, eva) = (pending.Add("state", null, "192.0.2.1"), pending.Add("state", "eva", ""));
        var strange = Enumerable.Range(0, 5_000).Select(_ => pending.Add("state", null, "192.0.2.2")).ToList();

        Assert.NotNull(pending.Take(own));
        Assert.NotNull(pending.Take(eva));
        Assert.Null(pending.Take(strange[^(PendingPasskeys.MostOfOne + 1)]));
        Assert.All(strange[^PendingPasskeys.MostOfOne..], id => Assert.NotNull(pending.Take(id)));
    }
}
