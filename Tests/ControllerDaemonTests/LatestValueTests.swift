import Testing

@testable import ControllerDaemon

@Suite struct LatestValueTests {
    @Test func onlyTheNewestIsAwaited() async {
        let latest = LatestValue<Int>()
        #expect(latest.current == nil)
        latest.set(1)
        latest.set(2)
        let first = await latest.next(after: 0)
        #expect(first?.value == 2)
        async let second = latest.next(after: first?.number ?? 0)
        latest.set(3)
        #expect(await second?.value == 3)
    }

    @Test func aCancelledTaskAwaitsNothing() async {
        let latest = LatestValue<Int>()
        let values = await withTaskGroup(of: Int?.self) { group in
            for _ in 0..<3 { group.addTask { await latest.next(after: 0)?.value } }
            group.cancelAll()
            var values: [Int?] = []
            for await value in group { values.append(value) }
            return values
        }
        #expect(values == [nil, nil, nil])
    }
}
