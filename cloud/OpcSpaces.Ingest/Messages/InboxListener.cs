using System.Text;
using Microsoft.Extensions.Logging;
using OpcSpaces.Ingest.Status;
using OpcSpaces.Wire.Host;
using OpcSpaces.Wire.Sparkplug;

namespace OpcSpaces.Ingest.Messages;

/// <summary>Copies what the broker sends into the <see cref="Inbox"/>. Called on network threads, one message at a time.</summary>
internal sealed partial class InboxListener(Inbox inbox, IngestHealth health, SuspicionBoard suspicions, TimeProvider time, ILogger logger) : IHostListener
{
    private const string Ourselves = ""; // no gateway has this name
    private const string Undelivered = "/"; // nor this one
    private const string UndeliveredFix = "Check the broker's access list: the cloud has to read and write spBv1.0/#.";
    private const int LongestTopic = 1_000;
    private readonly SparkplugTopicCache _topics = new();
    private volatile bool _saidUndelivered; // logged once for a connection

    public ValueTask OnMessage(ReadOnlySpan<byte> topicUtf8, ReadOnlySpan<byte> payload)
    {
        var at = time.GetUtcNow();
        return _topics.TryParse(topicUtf8, out var topic, out var error)
            ? inbox.Add(new ReceivedMessage(MessageKind.Sparkplug, topic, null, payload.ToArray(), at))
            : inbox.Add(new ReceivedMessage(MessageKind.BadTopic, default, $"{Shorten(topicUtf8)} ({error})", payload.ToArray(), at));
    }

    public void OnConnected()
    {
        // The session was reset when the last connection was lost, and is empty before the first.
    }

    public void OnOnline(long stateTimestampMs)
    {
        health.Set(IngestCondition.Listening);
        _saidUndelivered = false;
        LogOnline(stateTimestampMs);
    }

    public void OnOffline(string detail, TimeSpan retryIn)
    {
        health.Set(IngestCondition.BrokerUnavailable, detail);
        LogOffline(detail.TrimEnd('.'), (long)retryIn.TotalMilliseconds);
        inbox.AddLast(ReceivedMessage.Lost("the broker was lost: " + detail, time.GetUtcNow()));
    }

    public void OnSuspicion(string what)
    {
        suspicions.Note(Ourselves, $"The cloud's connection: {what} Give each cloud a host id of its own (--host-id).");
        LogSuspicion(what);
    }

    public void OnUndelivered(string what)
    {
        suspicions.Note(Undelivered, $"The cloud's connection: {what} {UndeliveredFix}");
        if (!_saidUndelivered)
            LogUndelivered(what, UndeliveredFix);
        _saidUndelivered = true;
    }

    private static string Shorten(ReadOnlySpan<byte> topic) =>
        Encoding.UTF8.GetString(topic[..Math.Min(topic.Length, LongestTopic)]);

    [LoggerMessage(Level = LogLevel.Information, Message = "Online at the broker, STATE timestamp {TimestampMs}")]
    private partial void LogOnline(long timestampMs);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Offline at the broker: {Detail}. Retrying in {RetryMs} ms")]
    private partial void LogOffline(string detail, double retryMs);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{What} {Fix}")]
    private partial void LogUndelivered(string what, string fix);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{What} Give each cloud a host id of its own (--host-id)")]
    private partial void LogSuspicion(string what);
}
