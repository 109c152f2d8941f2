using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using OpcSpaces.Edge.Outbox;
using OpcSpaces.Edge.Outbox.Log;

namespace OpcSpaces.Edge.Tests.Outbox.Log;

/// <summary>The tail is compared with a plain list that does the same.</summary>
public sealed class OutboxTailTests
{
    private const int MaxBytes = 1_000;

    [Property]
    public Property It_holds_what_a_plain_list_would() => Prop.ForAll(
        Gen.Choose(0, 99).ArrayOf().ToArbitrary(),
        steps =>
        {
            var (tail, list) = (new OutboxTail(MaxBytes), new List<OutboxBatch>());
            var next = 1UL;
            foreach (var step in steps)
            {
                switch (step)
                {
                    case < 80:
                        var batch = new OutboxBatch(next++, "hall", new byte[step * 4], default);
                        tail.Add(batch);
                        list.Add(batch);
                        while (list.Count > 1 && list.Sum(held => held.Content.Length) > MaxBytes) list.RemoveAt(0);
                        break;
                    case < 95:
                        var upTo = next - (ulong)Math.Min(step - 80, (int)next);
                        tail.DropUpTo(upTo);
                        list.RemoveAll(held => held.Sequence <= upTo);
                        break;
                    case < 98:
                        // A number is missing here, so batches before it cannot be found by counting.
                        next++;
                        tail.Add(new OutboxBatch(next, "hall", new byte[1], default));
                        list = [new OutboxBatch(next++, "hall", new byte[1], default)];
                        break;
                    default:
                        tail.Clear();
                        list.Clear();
                        break;
                }

                AssertSame(list, tail, next);
            }
        });

    private static void AssertSame(List<OutboxBatch> list, OutboxTail tail, ulong next)
    {
        for (var sequence = 0UL; sequence <= next; sequence++)
        {
            var read = new List<OutboxBatch>();
            var reaches = list.Count > 0 && sequence >= list[0].Sequence;
            Assert.Equal(reaches, tail.TryRead(sequence, 3, read));
            Assert.Equal(reaches ? list.Where(held => held.Sequence >= sequence).Take(3).Select(held => held.Sequence) : [], read.Select(held => held.Sequence));
            Assert.Equal(list.Exists(held => held.Sequence == sequence), tail.LinkOf(sequence) is not null);
        }
    }
}
