using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using OpcSpaces.Notices.Sending;
using OpcSpaces.Notices.Tests.Bench;
using OpcSpaces.Testing;

namespace OpcSpaces.Notices.Tests.Sending;

/// <summary>The verifier is written from the text of Standard Webhooks 1.0.0, apart from the code that signs.</summary>
public class WebhookSignatureTests
{
    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    // The example of the specification: its secret, its message, its signature.
    private const string ExampleSecret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private const string ExampleId = "msg_p5jXN8AQM9LWM0D4loKWxJek";
    private const string ExampleBody = """{"test": 2432232314}""";
    private const string ExampleSignature = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";
    private const long ExampleTime = 1_614_265_330;

    [Fact]
    public void The_example_of_the_reference_libraries_has_the_signature_that_they_give() => Assert.Equal(
        ExampleSignature, WebhookSignature.Headers(ExampleSecret, ExampleId, DateTimeOffset.FromUnixTimeSeconds(ExampleTime), Encoding.UTF8.GetBytes(ExampleBody))["webhook-signature"]);

    [Fact]
    public async Task What_a_channel_sends_is_accepted_and_what_is_changed_or_old_is_refused()
    {
        await using var receiver = await Receiver.StartAsync();
        using var folder = new TemporaryDirectory("signature");
        using var bench = new NoticesBench(folder.FullPath);
        var channel = bench.AddChannel(receiver.Address);
        await bench.AddAsync("report:hub:2026-02");
        await bench.RoundAsync();
        var got = Assert.Single(receiver.All);
        var now = bench.Time.GetUtcNow();
        Assert.True(Verify(channel.Secret!, got.Headers, got.Body, now));
        Assert.DoesNotContain('.', got.MessageId);
        Assert.False(Verify(WebhookSignature.NewSecret(), got.Headers, got.Body, now), "another secret");
        Assert.False(Verify(channel.Secret!, got.Headers, [.. got.Body.Select((letter, i) => (byte)(i == 9 ? letter ^ 1 : letter))], now), "a changed body");
        Assert.False(Verify(channel.Secret!, got.Headers, got.Body, now.AddMinutes(6)), "an old message");
        Assert.False(Verify(channel.Secret!, Changed(got.Headers, "webhook-id", got.MessageId + "x"), got.Body, now), "another id");
        Assert.False(Verify(channel.Secret!, Changed(got.Headers, "webhook-timestamp", (now.ToUnixTimeSeconds() + 1).ToString(CultureInfo.InvariantCulture)), got.Body, now), "another time");
        Assert.Equal(("alarm.raised", "hub", "Title of report:hub:2026-02"), (got.Json.GetProperty("type").GetString(), got.Json.GetProperty("data").GetProperty("community").GetString(), got.Json.GetProperty("data").GetProperty("title").GetString()));
        Assert.Equal("application/json; charset=utf-8", got.Headers["Content-Type"]);
    }

    [Fact]
    public void Secrets_are_of_256_bits_and_never_the_same()
    {
        var secrets = Enumerable.Range(0, 50).Select(_ => WebhookSignature.NewSecret()).ToList();
        Assert.Equal(50, secrets.Distinct().Count());
        Assert.All(secrets, secret => Assert.Equal(32, Convert.FromBase64String(secret["whsec_".Length..]).Length));
    }

    private static Dictionary<string, string> Changed(IReadOnlyDictionary<string, string> headers, string name, string value) => new(headers, StringComparer.OrdinalIgnoreCase) { [name] = value };

    // "The signature is the base64 of HMAC-SHA256 over msg_id.timestamp.payload with the decoded secret; the header has signatures separated by spaces, each with its version."
    private static bool Verify(string secret, IReadOnlyDictionary<string, string> headers, byte[] body, DateTimeOffset now)
    {
        var (id, timestamp) = (headers["webhook-id"], headers["webhook-timestamp"]);
        if ((now - DateTimeOffset.FromUnixTimeSeconds(long.Parse(timestamp, CultureInfo.InvariantCulture))).Duration() > Tolerance) return false;
        using var mac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Convert.FromBase64String(secret.Split('_', 2)[1]));
        mac.AppendData(Encoding.ASCII.GetBytes(id + "." + timestamp + "."));
        mac.AppendData(body);
        var expected = mac.GetHashAndReset();
        return headers["webhook-signature"].Split(' ').Select(part => part.Split(',', 2)).Where(part => part[0] == "v1").Any(part => CryptographicOperations.FixedTimeEquals(Convert.FromBase64String(part[1]), expected));
    }
}
