using OpcSpaces.Cloud.Settings;
using OpcSpaces.Storage.DeadLetters;
using OpcSpaces.Storage.Deletions;

namespace OpcSpaces.Cloud.Privacy;

/// <summary>Old messages that could not be understood: nobody knows whether there is a pseudonym in them.</summary>
internal sealed class DeadLetterRetention(DeadLetterTable letters, PrivacyOptions options) : IRetention
{
    public RetentionRule Rule { get; } = RetentionRule.DeadLetters(options);

    public Task<string?> RunAsync(DateTimeOffset before, Action<Deletion> log, CancellationToken stop)
    {
        var (count, fromMs, toMs) = letters.Expire(before);
        if (count > 0) log(new Deletion(Rule.Kind, "", DateTimeOffset.FromUnixTimeMilliseconds(fromMs), DateTimeOffset.FromUnixTimeMilliseconds(toMs), count, Rule.Setting));
        return Task.FromResult<string?>(null);
    }
}
