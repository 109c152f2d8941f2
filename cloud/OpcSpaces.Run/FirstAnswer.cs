using System.Globalization;

namespace OpcSpaces.Run;

/// <summary>Waits until the cloud answers for the first time. An answer with any status means that it has started.</summary>
internal sealed class FirstAnswer(HttpClient client, TimeProvider time)
{
    /// <summary>A large journal is read before the page answers.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan LookInterval = TimeSpan.FromMilliseconds(200);

    /// <summary>What the cloud says about its health while it is not healthy; null when it is.</summary>
    /// <param name="log">Where to look when there is no answer.</param>
    /// <param name="throwIfEnded">Called before each try.</param>
    /// <param name="ct">Ends the waiting.</param>
    /// <exception cref="RunFault">There was no answer for so long.</exception>
    public async Task<string?> WaitAsync(string log, Func<Task> throwIfEnded, CancellationToken ct)
    {
        var started = time.GetTimestamp();
        while (true)
        {
            await throwIfEnded();
            if (await TryAsync(ct) is { } answer)
                return answer.Trouble;
            if (time.GetElapsedTime(started) >= Longest)
                throw new RunFault(string.Create(CultureInfo.InvariantCulture, $"the cloud has not answered at {client.BaseAddress} for {Longest.TotalMinutes:0} minutes (see {log})"), RunFault.Stopped);
            await Task.Delay(LookInterval, time, ct);
        }
    }

    private async Task<(bool Answered, string? Trouble)?> TryAsync(CancellationToken ct)
    {
        try
        {
            using var response = await client.GetAsync("healthz", ct);
            var text = (await response.Content.ReadAsStringAsync(ct)).Trim();
            return (true, response.IsSuccessStatusCode ? null : text.Length > 0 ? text : string.Create(CultureInfo.InvariantCulture, $"status {(int)response.StatusCode}"));
        }
        catch (Exception e) when (e is HttpRequestException || (e is OperationCanceledException && !ct.IsCancellationRequested))
        {
            return null;
        }
    }
}
