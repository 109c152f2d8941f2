using OpcSpaces.Cloud.Settings;
using OpcSpaces.Storage.DeadLetters;
using OpcSpaces.Storage.Deletions;

namespace OpcSpaces.Cloud.Privacy;

/// <summary>Old messages that could not be understood: nobody knows whether there is a pseudonym in them.</summary>
internal sealed class DeadLetterRetention(DeadLetterTable letters, PrivacyOptions options) : IRetention
{
    public string Kind => "dead-letters";

    public string Rule => $"privacy.personalDays={options.PersonalDays}";

    public DateTimeOffset DueBefore(DateTimeOffset now) => now.AddDays(-options.PersonalDays);

    public Task<string?> RunAsync(DateTimeOffset before, Action<Deletion> log, CancellationToken stop)
    {
        var (count, fromMs, toMs) = letters.Expire(before);
        if (count > 0) log(new Deletion(Kind, "", DateTimeOffset.FromUnixTimeMilliseconds(fromMs), DateTimeOffset.FromUnixTimeMilliseconds(toMs), count, Rule));
        return Task.FromResult<string?>(null);
    }
}
