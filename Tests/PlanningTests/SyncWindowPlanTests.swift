import ClusterModel
import Planning
import TestSupport
import Testing

@Suite struct SyncWindowPlanTests {
    /// host2's file system is not mounted.
    private static let unmounted = Make.observed { name, host in
        if name == "host2" { host.storage.mounts = .known([Make.root]) }
    }

    private static let asBefore = Make.observed { _, _ in }

    /// With another value of an option than the volume has.
    private static func desired(_ effect: SyncWindow.Effect) -> DesiredState {
        var desired = Make.desired([Make.volume(options: [GlusterOption("network.ping-timeout", "42")])])
        var controller = ControllerSpec()
        controller.windows = [SyncWindow(effect, .midnight, .seconds(86_400))]
        desired.spec.controller = controller
        return desired
    }

    private static func plan(
        _ effect: SyncWindow.Effect, _ observed: ObservedState, keepsWindows: Bool = true
    ) -> Plan {
        Planner(keepsWindows: keepsWindows).plan(desired(effect), observed, history: History(), now: Make.now)
    }

    private static func isWindow(_ waiting: WaitingOn) -> Bool { if case .window = waiting { true } else { false } }

    @Test func aChangeIsHeldWhileAWindowDeniesIt() {
        let open = Self.plan(.allow, Self.asBefore)
        let closed = Self.plan(.deny, Self.asBefore)
        #expect(open.ready.count == 1 && open.held.isEmpty)
        #expect(closed.ready.isEmpty && closed.held.map { $0.step?.id } == open.ready.map(\.id))
        #expect(closed.held.allSatisfy { $0.waitingOn.allSatisfy(Self.isWindow) })
    }

    @Test func whatIsDownIsStartedAllTheSame() {
        let closed = Self.plan(.deny, Self.unmounted)
        #expect(!closed.ready.isEmpty && closed.ready.allSatisfy(\.action.startsWhatIsDown))
    }

    @Test func anOperatorsOwnCommandIsNotHeld() {
        let plan = Self.plan(.deny, Self.asBefore, keepsWindows: false)
        #expect(plan.ready.count == 1 && !plan.held.flatMap(\.waitingOn).contains(where: Self.isWindow))
    }
}
