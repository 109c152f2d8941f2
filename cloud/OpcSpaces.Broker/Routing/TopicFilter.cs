using System.Text;
using OpcSpaces.Broker.Messages;

namespace OpcSpaces.Broker.Routing;

/// <summary>The rules of topic filters (MQTT 5 §4.7).</summary>
internal static class TopicFilter
{
    private const byte Separator = (byte)'/';
    private const int LongestBytes = 65_535;

    /// <summary>Whether it is a filter in UTF-8: "+" and "#" stand alone in their level, "#" is the last one, and there are no more than <see cref="TopicLevels.Most"/>.</summary>
    public static bool IsValid(string filter)
    {
        // What is no UTF-8 was read as U+FFFD, and two such filters would be one.
        if (filter.Length == 0 || filter.AsSpan().ContainsAny('\0', '\uFFFD') || Encoding.UTF8.GetByteCount(filter) > LongestBytes)
            return false;
        if (!TopicLevels.AreFew(filter))
            return false;
        var levels = filter.Split('/');
        return levels.Index().All(level => level.Item switch
        {
            "+" => true,
            "#" => level.Index == levels.Length - 1,
            var name => !name.Contains('+', StringComparison.Ordinal) && !name.Contains('#', StringComparison.Ordinal),
        });
    }

    /// <summary>A shared subscription (MQTT 5 §4.8.2), which this broker does not offer.</summary>
    public static bool IsShared(string filter) => filter.StartsWith("$share/", StringComparison.Ordinal);

    public static bool HasWildcard(string filter) => filter.AsSpan().ContainsAny('+', '#');

    /// <summary>Whether a valid filter matches a topic. A leading wildcard does not match topics that begin with "$" (§4.7.2).</summary>
    public static bool Matches(ReadOnlySpan<byte> filter, ReadOnlySpan<byte> topic)
    {
        if (topic is [(byte)'$', ..] && filter[0] is (byte)'+' or (byte)'#')
            return false;
        while (true)
        {
            var level = Next(ref filter, out var filterGoesOn);
            if (level is [(byte)'#'])
                return true;
            var name = Next(ref topic, out var topicGoesOn);
            if (level is not [(byte)'+'] && !level.SequenceEqual(name))
                return false;
            if (!topicGoesOn)
                return !filterGoesOn || filter is [(byte)'#'];
            if (!filterGoesOn)
                return false;
        }
    }

    /// <summary>Takes the first level of a topic or a filter from its start.</summary>
    /// <param name="rest">The levels; afterwards those that follow.</param>
    /// <param name="goesOn">Whether a level follows, which may be empty.</param>
    public static ReadOnlySpan<byte> Next(ref ReadOnlySpan<byte> rest, out bool goesOn)
    {
        var end = rest.IndexOf(Separator);
        goesOn = end >= 0;
        var level = goesOn ? rest[..end] : rest;
        rest = goesOn ? rest[(end + 1)..] : default;
        return level;
    }
}
