import Testing

@testable import SimulatedWorld

@Suite struct SimulatorTests { @Test func time() {} }
