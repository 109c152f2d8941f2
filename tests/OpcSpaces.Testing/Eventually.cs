using System.Globalization;
using System.Runtime.CompilerServices;

namespace OpcSpaces.Testing;

/// <summary>
/// Waits for a condition with a deadline in <see cref="AwakeTime"/>. Fails with <see cref="TimeoutException"/> that says what
/// was waited for, for how long, and the last state that was seen. A condition that throws counts as not met yet.
/// </summary>
public static class Eventually
{
    /// <summary>The usual deadline. Only a failing test waits that long, so it is far more than a slow machine needs.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(10);

    public static Task ThatAsync(
        Func<bool> condition, TimeSpan deadline, string what, Func<string>? state = null,
        [CallerArgumentExpression(nameof(condition))] string expression = "") =>
        PollAsync(() => Task.FromResult(condition()), deadline, what, state, expression);

    public static Task ThatAsync(
        Func<Task<bool>> condition, TimeSpan deadline, string what, Func<string>? state = null,
        [CallerArgumentExpression(nameof(condition))] string expression = "") =>
        PollAsync(condition, deadline, what, state, expression);

    /// <summary>Waits until <paramref name="actual"/> equals <paramref name="expected"/>; the failure shows both.</summary>
    public static Task EqualAsync<T>(T expected, Func<T> actual, TimeSpan deadline, string what)
    {
        var last = default(T);
        return PollAsync(
            () => Task.FromResult(EqualityComparer<T>.Default.Equals(expected, last = actual())),
            deadline, what, () => $"expected {expected}, last seen {last}", "");
    }

    private static async Task PollAsync(
        Func<Task<bool>> condition, TimeSpan deadline, string what, Func<string>? state, string expression)
    {
        using var awake = new AwakeTime();
        using var timer = new PeriodicTimer(Interval);
        Exception? failure;
        do
        {
            try
            {
                if (await condition())
                    return;
                failure = null;
            }
            catch (Exception e)
            {
                failure = e;
            }
        }
        while (awake.Elapsed < deadline && await timer.WaitForNextTickAsync());

        throw new TimeoutException(Describe(deadline, what, state, expression, failure), failure);
    }

    private static string Describe(TimeSpan deadline, string what, Func<string>? state, string expression, Exception? failure)
    {
        var seconds = deadline.TotalSeconds.ToString("0.##", CultureInfo.InvariantCulture);
        var last = state is null ? expression : state();
        var threw = failure is null ? "" : $" (threw {failure.GetType().Name}: {failure.Message})";
        return $"Waited {seconds} s for: {what}. Last state: {last}{threw}";
    }
}
