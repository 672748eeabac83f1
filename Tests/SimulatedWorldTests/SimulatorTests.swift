import ClusterModel
import Synchronization
import Testing
import World

@testable import SimulatedWorld

/// Virtual time, and one order of everything.
@Suite struct SimulatorTests {
    @Test func timeJumpsToTheNextSleeper() {
        let simulator = Simulator()
        let heard = simulator.run {
            await withTaskGroup(of: (Int, Duration).self) { group in
                for seconds in [3, 1, 2] {
                    group.addTask {
                        try? await simulator.sleep(.seconds(seconds))
                        return (seconds, simulator.uptime())
                    }
                }
                var heard: [String] = []
                for await (seconds, time) in group { heard.append("\(seconds) at \(time)") }
                return heard
            }
        }
        #expect(heard == ["1 at 1.0 seconds", "2 at 2.0 seconds", "3 at 3.0 seconds"])
        #expect(simulator.wallTime().description == "2026-11-21T00:00:03Z")
    }

    @Test func ofTwoThatWakeTogetherTheEarlierSleeperIsFirst() {
        let simulator = Simulator()
        let order = simulator.run {
            await withTaskGroup(of: Int.self) { group in
                for number in 0..<50 {
                    group.addTask {
                        try? await simulator.sleep(.seconds(1))
                        return number
                    }
                }
                var order: [Int] = []
                for await number in group { order.append(number) }
                return order
            }
        }
        #expect(order == Array(0..<50))
    }

    @Test func whoeverIsCancelledWakesAtOnce() {
        let simulator = Simulator()
        let woken = simulator.run {
            await withTaskGroup(of: Bool.self) { group in
                group.addTask {
                    do {
                        try await simulator.sleep(.seconds(1000))
                        return false
                    } catch {
                        return true
                    }
                }
                try? await simulator.sleep(.seconds(1))
                group.cancelAll()
                return await group.next()
            }
        }
        #expect(woken == true)
        #expect(simulator.uptime() == .seconds(1))
    }

    @Test func aCancelledTaskDoesNotFallAsleep() {
        let simulator = Simulator()
        let time = simulator.run {
            await withTaskGroup(of: Void.self) { group in
                group.cancelAll()
                group.addTask { try? await simulator.sleep(.seconds(1000)) }
            }
            return simulator.uptime()
        }
        #expect(time == .zero)
    }

    @Test func whenEverythingWaitsForNothingItIsADeadlock() {
        let simulator = Simulator()
        let (stream, continuation) = AsyncStream.makeStream(of: Int.self)
        let never = simulator.run {
            var numbers = stream.makeAsyncIterator()
            return await numbers.next() ?? 0
        }
        #expect(never == nil)
        continuation.finish()
        #expect(simulator.finish())
    }

    @Test func actorsAndChildTasksKeepTheOrder() {
        actor Register {
            private(set) var order: [Int] = []
            func add(_ number: Int) { order.append(number) }
        }
        func once() -> [Int]? {
            let simulator = Simulator()
            let random = SeededRandomSource(seed: 7)
            return simulator.run {
                let register = Register()
                await withTaskGroup(of: Void.self) { group in
                    for number in 0..<100 {
                        group.addTask {
                            try? await simulator.sleep(.milliseconds(Int(random.next(below: 5))))
                            await register.add(number)
                        }
                    }
                }
                return await register.order
            }
        }
        let first = once()
        #expect(first?.count == 100)
        #expect((0..<20).allSatisfy { _ in once() == first })
    }

    @Test func theHeapGivesTheLeast() {
        var heap = Heap<UInt64>()
        let random = SeededRandomSource(seed: 3)
        let numbers = (0..<500).map { _ in random.next(below: 100) }
        for number in numbers { heap.insert(number) }
        var sorted: [UInt64] = []
        while let least = heap.removeLeast() { sorted.append(least) }
        #expect(sorted == numbers.sorted())
    }

    @Test func theDiceOfASeedFallTheSame() {
        let (one, other) = (SeededRandomSource(seed: 5), SeededRandomSource(seed: 5))
        #expect((0..<100).allSatisfy { _ in one.next(below: 1000) == other.next(below: 1000) })
        var chance = Chance(seed: 5)
        let uuid = chance.uuid()
        #expect(uuid.count == 36)
        #expect(uuid.dropFirst(14).first == "4")
        #expect(
            (0..<100).allSatisfy { _ in (5..<9).map { Duration.milliseconds($0) }.contains(chance.duration(5..<9)) })
    }
}
