using System.Collections.Concurrent;
using System.Diagnostics;

namespace OpcSpaces.Testing;

/// <summary>
/// Starts child processes from one thread that lives as long as this process. The kernel sends the parent-death
/// signal when the <em>thread</em> that forked ends (prctl(2), PR_SET_PDEATHSIG), so a pool thread cannot be used.
/// </summary>
internal static class ServerLauncher
{
    private static readonly BlockingCollection<Action> Work = [];

    static ServerLauncher() =>
        new Thread(() =>
        {
            foreach (var action in Work.GetConsumingEnumerable())
                action();
        })
        { IsBackground = true, Name = "server launcher" }.Start();

    internal static void Start(Process process)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Work.Add(() =>
        {
            try
            {
                process.Start();
                done.SetResult();
            }
            catch (Exception e)
            {
                done.SetException(e);
            }
        });
        done.Task.GetAwaiter().GetResult();
    }
}
