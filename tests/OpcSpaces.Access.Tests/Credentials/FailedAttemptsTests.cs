using Microsoft.Extensions.Time.Testing;
using OpcSpaces.Access.Credentials;
using OpcSpaces.Access.Settings;

namespace OpcSpaces.Access.Tests.Credentials;

public class FailedAttemptsTests
{
    private readonly AccessOptions _options = new() { WrongPasswordsPerAddress = 5 };
    private readonly FakeTimeProvider _time = new();
    private readonly FailedAttempts _attempts;

    public FailedAttemptsTests() => _attempts = new FailedAttempts(_options, _time);

    [Fact]
    public void Strangers_with_many_networks_do_not_make_the_count_of_others_begin_anew()
    {
        for (var i = 0; i < 9_000; i++) _attempts.Add($"10.0.{i / 250}.{i % 250}");
        Fail("192.0.2.7", 5);
        for (var i = 0; i < 9_000; i++) _attempts.Add($"10.1.{i / 250}.{i % 250}");

        Assert.True(_attempts.IsTooMany("192.0.2.7"));
        Assert.False(_attempts.IsTooMany("10.0.0.1"));
    }

    [Fact]
    public void A_network_that_begins_anew_is_not_forgotten_with_its_former_count()
    {
        Fail("192.0.2.7", 5);
        _time.Advance(TimeSpan.FromMinutes(_options.LockMinutes));
        Assert.False(_attempts.IsTooMany("192.0.2.7"));
        Fail("192.0.2.7", 5);
        _attempts.Add("192.0.2.8");
        Assert.True(_attempts.IsTooMany("192.0.2.7"));
    }

    [Fact]
    public void The_networks_of_one_IPv6_site_count_together_too()
    {
        for (var i = 0; i < 49; i++) Assert.False(_attempts.IsTooMany(Next(i)));
        Next(49);

        Assert.True(_attempts.IsTooMany("2001:db8:1:ffff::1"));
        Assert.False(_attempts.IsTooMany("2001:db8:2:1::1"));

        string Next(int i)
        {
            var address = $"2001:db8:1:{i:x}::1";
            _attempts.Add(address);
            return address;
        }
    }

    [Fact]
    public void An_IPv4_address_counts_the_same_in_the_notation_of_IPv6()
    {
        Fail("::ffff:192.0.2.7", 5);
        Assert.True(_attempts.IsTooMany("192.0.2.7"));
        Assert.False(_attempts.IsTooMany("::ffff:192.0.2.8"));
    }

    private void Fail(string address, int times)
    {
        for (var i = 0; i < times; i++) _attempts.Add(address);
    }
}
