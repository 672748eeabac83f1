import ClusterModel
import TestSupport
import Testing

@testable import Planning

/// A settle time of any length is reached, with a bounded number of samples.
@Suite struct HealSampleTests {
    private static let desired = Make.desired()

    private func sampled(
        _ count: Int, every pause: Duration, entries: (Int) -> Int = { _ in 0 }
    ) -> (samples: [History.HealSample], now: Moment) {
        var samples: [VolumeName: [History.HealSample]] = [:]
        var now = Make.now
        let observations = (0..<10).map { waiting in
            Make.observed(Self.desired) { _, host in
                if waiting > 0 {
                    host.gluster.healBacklog = host.gluster.healBacklog.mapValues { _ in .known(waiting) }
                }
            }
        }
        for number in 0..<count {
            now = Make.now + pause * number
            let observed = observations[entries(number)]
            samples = HealSampling.added(to: samples, Self.desired, observed, at: now)
        }
        return (samples["engine"] ?? [], now)
    }

    @Test(arguments: [600, 2_000]) func aLongSettleTimeIsReached(_ count: Int) {
        let (samples, now) = sampled(count, every: .seconds(1))
        #expect(samples.count <= HealSampling.kept)
        let calm = HealSampling.calm(samples, limit: 0, now: now)
        #expect(calm.time == .seconds(count - 1) && calm.count >= HealSampling.needed)
    }

    @Test func aBacklogIsNotForgottenWithinTheCalmTime() {
        let (samples, now) = sampled(3_000, every: .seconds(1)) { $0 == 1_000 ? 7 : 0 }
        let calm = HealSampling.calm(samples, limit: 0, now: now).time
        #expect(calm == .seconds(1_998))
        #expect(HealSampling.calm(samples, limit: 100, now: now).time == .seconds(2_999))
    }

    /// A busy volume: the number of samples is bounded, and a calm time never looks longer than it was.
    @Test func aBusyVolumeIsBoundedToo() {
        let (samples, now) = sampled(2_000, every: .seconds(1)) { $0 > 1_500 ? 0 : $0 % 5 }
        #expect(samples.count <= HealSampling.kept)
        #expect(HealSampling.calm(samples, limit: 0, now: now).time <= .seconds(499))
        #expect(HealSampling.calm(samples, limit: 0, now: now).time >= .seconds(450))
    }

    @Test func anEntryEndsTheCalmTime() {
        let (samples, now) = sampled(2_000, every: .seconds(1)) { $0 == 1_999 ? 1 : 0 }
        #expect(HealSampling.calm(samples, limit: 0, now: now).count == 0)
    }
}
