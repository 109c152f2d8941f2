using System.Text;

namespace OpcSpaces.Storage.Series.Influx.Http;

/// <summary>An HTTP answer, read whole; status 0 when there was none, and then the body says why.</summary>
internal readonly record struct InfluxReply(int Status, byte[] Body, TimeSpan? RetryAfter)
{
    /// <summary>The status of a request that was not sent because there was no token to send with it.</summary>
    public const int NoToken = -1;

    public string Text => Encoding.UTF8.GetString(Body);

    public bool IsSuccess => Status is >= 200 and < 300;

    public static InfluxReply NotReached(string why) => new(0, Encoding.UTF8.GetBytes(why), null);

    public static InfluxReply WithoutToken(string why) => new(NoToken, Encoding.UTF8.GetBytes(why), null);
}
